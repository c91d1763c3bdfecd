import { some, isFunction, isCall } from '../repo/ast.js';
import type { Source } from '../repo/source.js';
import { localName } from './root-calls.js';
import type { Wanted } from './wiring-points.js';

/** Whether a file uses a name for something that is not ours. */
export function isTaken(source: Source, name: string, wanted: Wanted): boolean {
  if (localName(source, name, wanted.root) !== undefined) return false;
  return some(source.program, (node) => {
    if (node.type === 'VariableDeclarator') return node.id.type === 'Identifier' && node.id.name === name;
    if (node.type === 'ImportSpecifier' || node.type === 'ImportDefaultSpecifier')
      return node.local.name === name;
    if (isFunction(node) && node.type === 'FunctionDeclaration') return node.id?.name === name;
    return isCall(node) && node.callee.type === 'Identifier' && node.callee.name === name;
  });
}
