import type { Node } from 'oxc-parser';
import { findAll, stringOf } from '../repo/ast.js';

export interface ModuleName {
  readonly module: string;
  readonly literal: Node;
  readonly when: 'at start' | 'at run time';
}

/** Every place of a module that names another one, types and declarations too. */
export const moduleNames = (program: Node): readonly ModuleName[] =>
  findAll(program, (_node): _node is Node => true).flatMap(({ node }) => {
    const literal = namedBy(node);
    const module = stringOf(literal);
    if (literal === null || module === undefined) return [];
    return [{ module, literal, when: node.type === 'ImportExpression' ? 'at run time' : 'at start' }];
  });

/** What names a module in an import or export, a type of another module, or a declaration about one. */
function namedBy(node: Node): Node | null {
  if (node.type === 'TSExternalModuleReference') return node.expression;
  if (node.type === 'TSModuleDeclaration') return node.id;
  return 'source' in node ? node.source : null;
}
