import type { Node } from 'oxc-parser';
import { lineOf } from './line-of.js';
import { visit } from './visit.js';

/** A node of any kind as plain data: it may or may not have the property in question. */
export interface LooseNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** Calls `see` for every node, parents first, with its ancestors, nearest first. */
export function walkNodes(
  root: Node | LooseNode,
  see: (node: LooseNode, ancestors: readonly LooseNode[]) => void,
): void {
  const wants = see.length > 1; // copying the ancestors for each node is slow, so it is done only if needed
  visit(root as Node, (node, around) => {
    see(loose(node), wants ? around.map(loose).reverse() : none);
    return 'go on';
  });
}

const none: readonly LooseNode[] = [];
const loose = (node: Node): LooseNode => node as unknown as LooseNode;

export const isNode = (value: unknown): value is LooseNode =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

/** 'src/app.ts:12' */
export const place = (
  { path, text }: { readonly path: string; readonly text: string },
  { start }: { readonly start: number },
): string => `${path}:${lineOf(text, start)}`;

/** The text of a string literal, or of a template literal without expressions. */
export function literalOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Literal' && typeof node['value'] === 'string') return node['value'];
  if (node.type !== 'TemplateLiteral') return undefined;
  const [first, ...more] = node['quasis'] as { value: { cooked: string } }[];
  return more.length === 0 ? first?.value.cooked : undefined;
}

/** 'b' of a.b and a['b']; undefined if it is computed. */
export function memberOf(node: LooseNode): string | undefined {
  const property = node['property'] as LooseNode;
  return node['computed'] === true ? literalOf(property) : String(property['name']);
}
