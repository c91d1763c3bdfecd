import { parseSync } from 'oxc-parser';
import type { Repo } from './repo.js';

/** A node of the syntax tree, as the parser gives it. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export interface Source {
  readonly path: string;
  readonly text: string;
  readonly program: Node;
}

const code = /\.(?:[cm]?[jt]sx?)$/;
/** Not what runs in production: tests, seeds, build output, tool settings. */
const aside =
  /(^|\/)(?:tests?|__tests__|__mocks__|spec|e2e|seeds?|fixtures?|examples?|docs|scripts|tools|coverage|dist|build|out|public|vendor|\.yarn|\.rampart)\/|\.(?:test|spec|d|config|min)\.[cm]?[jt]sx?$|(^|\/)\.[^/]*$/;

/** The parsed sources that run in production; a file that does not parse is left out and named. */
export function sourcesOf(repo: Repo): {
  readonly sources: readonly Source[];
  readonly broken: readonly string[];
} {
  const sources: Source[] = [];
  const broken: string[] = [];
  for (const path of repo.files.filter((file) => code.test(file) && !aside.test(file)).slice(0, 1500)) {
    const text = repo.read(path);
    if (text === undefined) continue;
    const { program, errors } = parseSync(path, text);
    if (errors.length > 0) broken.push(path);
    else sources.push({ path, text, program: program as unknown as Node });
  }
  return { sources, broken };
}

/** Calls `see` for every node, parents first; ancestors are given nearest first. */
export function walkNodes(root: Node, see: (node: Node, ancestors: readonly Node[]) => void): void {
  const visit = (node: Node, ancestors: readonly Node[]): void => {
    see(node, ancestors);
    const below = [node, ...ancestors];
    for (const value of Object.values(node)) {
      if (Array.isArray(value)) value.forEach((each) => isNode(each) && visit(each, below));
      else if (isNode(value)) visit(value, below);
    }
  };
  visit(root, []);
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

/** 'src/app.ts:12' */
export const place = ({ path, text }: Source, { start }: Node): string =>
  `${path}:${text.slice(0, start).split('\n').length}`;

/** The text of a string literal or of a template without expressions. */
export function literalOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Literal' && typeof node['value'] === 'string') return node['value'];
  if (node.type !== 'TemplateLiteral') return undefined;
  const [first, ...more] = node['quasis'] as { value: { cooked: string } }[];
  return more.length === 0 ? first?.value.cooked : undefined;
}

/** 'process.env.NAME' -> NAME; 'computed' when the name is not written down; undefined when it is no such read. */
export function environmentName(node: Node): string | undefined {
  if (node.type !== 'MemberExpression') return undefined;
  const object = node['object'];
  if (!isNode(object) || !isProcessEnv(object)) return undefined;
  const property = node['property'] as Node;
  if (node['computed'] !== true) return String(property['name']);
  return literalOf(property) ?? 'computed';
}

export function isProcessEnv(node: Node): boolean {
  if (node.type !== 'MemberExpression' || node['computed'] === true) return false;
  const object = node['object'] as Node;
  const property = node['property'] as Node;
  return object.type === 'Identifier' && object['name'] === 'process' && property['name'] === 'env';
}
