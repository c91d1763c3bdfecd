import { parseSync, type Comment, type Program } from 'oxc-parser';

/** A source file that was read and parsed. Offsets are into `text`, which has no byte order mark. */
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

/** Parses one file; a file with any syntax error is a problem, never half a tree. */
export function parseSource(path: string, fileText: string): Source | SyntaxProblem {
  const bom = fileText.startsWith('\uFEFF') ? '\uFEFF' : '';
  const text = fileText.slice(bom.length);
  const attempts = kinds(path).map((sourceType) =>
    parseSync(path, text, { lang: lang(path), sourceType, preserveParens: false }),
  );
  const good = attempts.find((attempt) => attempt.errors.length === 0);
  if (good !== undefined) return { path, bom, text, program: good.program, comments: good.comments };
  const error = attempts[0]?.errors[0];
  return { path, message: error?.message ?? 'syntax error', offset: error?.labels[0]?.start ?? 0, text };
}

/** CommonJS comes last: it alone allows `return` at the top. */
const kinds = (path: string): readonly ('module' | 'unambiguous' | 'commonjs')[] =>
  /\.m[jt]s$|\.tsx?$/.test(path) ? ['module'] : ['unambiguous', 'commonjs'];

const lang = (path: string): 'ts' | 'tsx' | 'jsx' =>
  path.endsWith('.tsx') ? 'tsx' : /\.[cm]?ts$/.test(path) ? 'ts' : 'jsx';

/** Line of an offset, from 1. */
export const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;
