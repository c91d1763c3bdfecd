import { isNotParsed, parse, prepare } from '../../repo/parse.js';
import { lineOf } from '../../repo/source.js';
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
  const paths = repo.files.filter((file) => code.test(file) && !aside.test(file)).slice(0, 1500);
  const files = paths.flatMap((path) => {
    const text = repo.read(path);
    return text === undefined ? [] : [{ path, text }];
  });
  prepare(files, {});
  for (const { path, text } of files) {
    const parsed = parse(path, text, {});
    if (isNotParsed(parsed) || parsed.errors.length > 0) broken.push(path);
    else sources.push({ path, text, program: parsed.program as unknown as Node });
  }
  return { sources, broken };
}

/** Calls `see` for every node, parents first; ancestors are given nearest first. */
export function walkNodes(root: Node, see: (node: Node, ancestors: readonly Node[]) => void): void {
  const wants = see.length > 1; // a copy of the ancestors costs their number at each node
  const around: Node[] = [];
  const open: (Node | undefined)[] = [root];
  while (open.length > 0) {
    const node = open.pop();
    if (node === undefined) {
      around.shift();
      continue;
    }
    see(node, wants ? [...around] : none);
    around.unshift(node);
    open.push(undefined);
    for (const child of childrenOf(node).reverse()) open.push(child);
  }
}

const none: readonly Node[] = [];

const childrenOf = (node: Node): Node[] =>
  Object.values(node).flatMap((value) =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  );

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

/** 'src/app.ts:12' */
export const place = ({ path, text }: Source, { start }: Node): string => `${path}:${lineOf(text, start)}`;

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
