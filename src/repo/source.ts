import type { Comment, ParserOptions, Program } from 'oxc-parser';
import { isNotParsed, parse } from './parse.js';

/** A parsed source file. Offsets refer to `text`, which has no byte order mark. */
export interface Source {
  readonly path: string;
  readonly bom: '' | '\uFEFF';
  readonly text: string;
  readonly program: Program;
  readonly comments: readonly Comment[];
}

/** Why a file could not be parsed, and where. */
export interface SyntaxProblem {
  readonly path: string;
  readonly message: string;
  readonly offset: number;
  readonly text: string;
}

export const isProblem = (value: Source | SyntaxProblem): value is SyntaxProblem => 'message' in value;

/** Parses one file. Any syntax error is returned as a problem, never a partial tree. */
export function parseSource(path: string, fileText: string): Source | SyntaxProblem {
  const bom = fileText.startsWith('\uFEFF') ? '\uFEFF' : '';
  const text = fileText.slice(bom.length);
  let first: SyntaxProblem | undefined;
  for (const sourceType of kinds(path)) {
    const parsed = parse(path, text, { sourceType, preserveParens: false });
    if (isNotParsed(parsed)) return { path, message: parsed.because, offset: 0, text };
    const { program, comments, errors } = parsed;
    const [error] = errors;
    if (error === undefined) return { path, bom, text, program, comments };
    first ??= { path, message: error.message, offset: error.labels[0]?.start ?? 0, text };
  }
  return first ?? { path, message: 'syntax error', offset: 0, text };
}

/** CommonJS is tried last: it also allows `return` at the top level. */
const kinds = (path: string): readonly NonNullable<ParserOptions['sourceType']>[] =>
  /\.m[jt]s$|\.tsx?$/.test(path) ? ['module'] : ['unambiguous', 'commonjs'];
