import type { CallExpression, Node } from 'oxc-parser';
import { bare, findAll, isCall, isFunction, memberName, pathText } from '../ast.js';
import type { Source } from '../source.js';
import { binds } from './creation.js';
import type { Listener } from './site.js';

/** The calls in a file that make the app listen by this test, except where the app's name has another meaning. */
export const listenersWhere = (
  source: Source,
  app: string,
  test: (call: CallExpression) => boolean,
): readonly Listener[] =>
  findAll(source.program, isCall)
    .filter(({ node, around }) => test(node) && !shadowed(around, app))
    .map((call) => ({ source, call }));

/** `app.listen(...)`. */
export function isListen(call: CallExpression, app: string): boolean {
  const callee = bare(call.callee);
  return (
    callee.type === 'MemberExpression' &&
    memberName(callee) === 'listen' &&
    pathText(bare(callee.object)) === app
  );
}

/** Whether an enclosing function declares the same name. */
function shadowed(around: readonly Node[], app: string): boolean {
  return around.some(
    (node) =>
      (isFunction(node) && binds(node, app) && node.type !== 'FunctionDeclaration') ||
      (node.type === 'FunctionDeclaration' &&
        node.params.some((param) => param.type === 'Identifier' && param.name === app)),
  );
}
