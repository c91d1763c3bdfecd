import type { CallExpression, Expression, Node } from 'oxc-parser';
import { visitorKeys } from 'oxc-parser';

/** A node with the nodes around it, nearest first. */
export interface Found<T extends Node = Node> {
  readonly node: T;
  readonly around: readonly Node[];
}

/** Every node that the test accepts, in source order, with its ancestors. */
export function findAll<T extends Node>(root: Node, test: (node: Node) => node is T): readonly Found<T>[] {
  const found: Found<T>[] = [];
  const around: Node[] = [];
  const open: (Node | undefined)[] = [root];
  while (open.length > 0) {
    const node = open.pop();
    if (node === undefined) {
      around.pop();
      continue;
    }
    if (test(node)) found.push({ node, around: around.toReversed() });
    around.push(node);
    open.push(undefined);
    for (const child of children(node).toReversed()) open.push(child);
  }
  return found;
}

/** Whether any node below (or this one) passes. */
export function some(root: Node, test: (node: Node) => boolean): boolean {
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (test(node)) return true;
    for (const child of children(node).toReversed()) open.push(child);
  }
  return false;
}

/** The direct children of a node, in source order. */
export function children(node: Node): readonly Node[] {
  const record = node as unknown as Record<string, unknown>;
  return (visitorKeys[node.type] ?? []).flatMap((key) => {
    const value = record[key];
    return (Array.isArray(value) ? value : [value]).filter(isNode);
  });
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

export const isCall = (node: Node): node is CallExpression => node.type === 'CallExpression';

/** The expression without `as T`, `satisfies T`, `!` and parentheses. */
export function bare(node: Node): Node {
  if (
    node.type === 'TSAsExpression' ||
    node.type === 'TSSatisfiesExpression' ||
    node.type === 'TSNonNullExpression' ||
    node.type === 'ParenthesizedExpression'
  )
    return bare(node.expression);
  return node;
}

/** The value of a string literal, else undefined. */
export const stringOf = (node: Node | null | undefined): string | undefined =>
  node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;

/** The name of a static member: `a.b` and `a['b']` give 'b'. */
export function memberName(node: Node): string | undefined {
  if (node.type !== 'MemberExpression') return undefined;
  if (!node.computed && node.property.type === 'Identifier') return node.property.name;
  return stringOf(node.property);
}

/** The last name of what is called: `f()` and `x.f()` give 'f'. */
export const calleeName = (call: CallExpression): string | undefined =>
  call.callee.type === 'Identifier' ? call.callee.name : memberName(call.callee);

/** 'x' of `require('x')`. */
export function required(node: Node): string | undefined {
  if (!isCall(node) || node.callee.type !== 'Identifier' || node.callee.name !== 'require') return undefined;
  return stringOf(node.arguments[0]);
}

/** `app`, `this.app`, `module.exports` as text; undefined for anything that is not a plain path of names. */
export function pathText(node: Node): string | undefined {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'ThisExpression') return 'this';
  if (node.type !== 'MemberExpression' || node.computed) return undefined;
  const object = pathText(node.object as Expression);
  const name = memberName(node);
  return object === undefined || name === undefined ? undefined : `${object}.${name}`;
}

export const isFunction = (node: Node): boolean =>
  node.type === 'FunctionDeclaration' ||
  node.type === 'FunctionExpression' ||
  node.type === 'ArrowFunctionExpression';
