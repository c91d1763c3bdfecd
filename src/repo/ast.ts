import type { CallExpression, Expression, Node } from 'oxc-parser';
import { visit } from './visit.js';

/** A node and its ancestors, nearest first. */
export interface NodeWithAncestors<T extends Node = Node> {
  readonly node: T;
  readonly around: readonly Node[];
}

/** All nodes that pass the test, in source order, with their ancestors. */
export function findAll<T extends Node>(
  root: Node,
  test: (node: Node) => node is T,
): readonly NodeWithAncestors<T>[] {
  const found: NodeWithAncestors<T>[] = [];
  visit(root, (node, around) => {
    if (test(node)) found.push({ node, around: around.toReversed() });
    return 'go on';
  });
  return found;
}

/** Whether this node or any node below it passes the test. */
export function some(root: Node, test: (node: Node) => boolean): boolean {
  let found = false;
  visit(root, (node) => {
    found = test(node);
    return found ? 'stop' : 'go on';
  });
  return found;
}

export const isCall = (node: Node): node is CallExpression => node.type === 'CallExpression';

/** Removes `as T`, `satisfies T`, `!` and parentheses from an expression. */
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

/** The value of a string literal; undefined for other nodes. */
export const stringOf = (node: Node | null | undefined): string | undefined =>
  node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;

/** The name of a static member: `a.b` and `a['b']` give 'b'. */
export function memberName(node: Node): string | undefined {
  if (node.type !== 'MemberExpression') return undefined;
  if (!node.computed && node.property.type === 'Identifier') return node.property.name;
  return stringOf(node.property);
}

/** The last name of the called function: `f()` and `x.f()` give 'f'. */
export const calleeName = (call: CallExpression): string | undefined =>
  call.callee.type === 'Identifier' ? call.callee.name : memberName(call.callee);

/** 'x' of `require('x')`. */
export function requiredModule(node: Node): string | undefined {
  if (!isCall(node) || node.callee.type !== 'Identifier' || node.callee.name !== 'require') return undefined;
  return stringOf(node.arguments[0]);
}

/** `app`, `this.app`, `module.exports` as text; undefined for anything but names joined by dots. */
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
