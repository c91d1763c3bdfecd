import type { Node } from 'oxc-parser';
import { boundNames } from '../bound-names.js';

/** The names that a statement declares: values and types, without those that it imports. */
export function declaredNames(statement: Node): readonly string[] {
  switch (statement.type) {
    case 'ImportDeclaration':
      return [];
    case 'ExportNamedDeclaration':
      return statement.declaration === null ? [] : declaredNames(statement.declaration);
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSEnumDeclaration':
      return [statement.id.name];
    case 'TSDeclareFunction':
      return statement.id === null ? [] : [statement.id.name];
    case 'TSModuleDeclaration':
      // `declare module 'x'` and `declare global` add to what is elsewhere
      return statement.id.type === 'Identifier' && statement.kind !== 'global' ? [statement.id.name] : [];
    default:
      return boundNames(statement);
  }
}
