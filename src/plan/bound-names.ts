import type { Node } from 'oxc-parser';

/** The names that a statement, a pattern or the target of an assignment binds. */
export function boundNames(node: Node): readonly string[] {
  switch (node.type) {
    case 'Identifier':
      return [node.name];
    case 'ImportDeclaration':
      return node.specifiers.map(({ local }) => local.name);
    case 'ExportNamedDeclaration':
      return node.declaration === null ? [] : boundNames(node.declaration);
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return node.id === null ? [] : boundNames(node.id);
    case 'VariableDeclaration':
      return node.declarations.flatMap(({ id }) => boundNames(id));
    case 'ObjectPattern':
      return node.properties.flatMap((part) => boundNames(part.type === 'Property' ? part.value : part));
    case 'ArrayPattern':
      return node.elements.flatMap((part) => (part === null ? [] : boundNames(part)));
    case 'AssignmentPattern':
      return boundNames(node.left);
    case 'RestElement':
      return boundNames(node.argument);
    default:
      return [];
  }
}
