import type { Node, Statement, Directive } from 'oxc-parser';
import { bare, memberName, requiredModule, stringOf } from './ast.js';
import type { Source } from './source.js';

/** A local name for something from another module. */
export interface Binding {
  readonly local: string;
  readonly module: string;
  /** 'default', a name, or '*' for the whole module (a namespace import, or `require` without a member). */
  readonly imported: string;
  /** The statement that binds it. */
  readonly statement: Node;
  readonly style: 'import' | 'require';
}

/** Names that a file imports at its top level: import, require, `import x = require()`. */
export const bindingsOf = (source: Source): readonly Binding[] => source.program.body.flatMap(ofStatement);

function ofStatement(statement: Statement | Directive): readonly Binding[] {
  if (statement.type === 'ImportDeclaration') {
    if (statement.importKind === 'type') return [];
    return statement.specifiers.map((specifier) => ({
      local: specifier.local.name,
      module: statement.source.value,
      imported: importedName(specifier),
      statement,
      style: 'import' as const,
    }));
  }
  if (
    statement.type === 'TSImportEqualsDeclaration' &&
    statement.moduleReference.type === 'TSExternalModuleReference'
  ) {
    const module = statement.moduleReference.expression.value;
    return [{ local: statement.id.name, module, imported: '*', statement, style: 'import' }];
  }
  const declaration =
    statement.type === 'ExportNamedDeclaration' ? (statement.declaration ?? statement) : statement;
  if (declaration.type !== 'VariableDeclaration') return [];
  return declaration.declarations.flatMap(({ id, init }) => {
    if (init === null) return [];
    const picked = pickedModule(bare(init));
    if (picked === undefined) return [];
    const bind = (local: string, imported: string): Binding => ({
      local,
      module: picked.module,
      imported,
      statement: declaration,
      style: 'require',
    });
    if (id.type === 'Identifier') return [bind(id.name, picked.name)];
    if (id.type !== 'ObjectPattern' || picked.name !== '*') return [];
    return id.properties.flatMap((property) => {
      if (property.type !== 'Property' || property.computed) return [];
      const key = property.key.type === 'Identifier' ? property.key.name : stringOf(property.key);
      const value = property.value.type === 'AssignmentPattern' ? property.value.left : property.value;
      return key !== undefined && value.type === 'Identifier' ? [bind(value.name, key)] : [];
    });
  });
}

function importedName(specifier: Node): string {
  if (specifier.type === 'ImportDefaultSpecifier') return 'default';
  if (specifier.type !== 'ImportSpecifier') return '*';
  return specifier.imported.type === 'Identifier' ? specifier.imported.name : specifier.imported.value;
}

/** `require('m')` and `require('m').name`. */
function pickedModule(init: Node): { module: string; name: string } | undefined {
  const whole = requiredModule(init);
  if (whole !== undefined) return { module: whole, name: '*' };
  if (init.type !== 'MemberExpression') return undefined;
  const module = requiredModule(bare(init.object));
  const name = memberName(init);
  return module === undefined || name === undefined ? undefined : { module, name };
}

/** Whether a binding is the whole module, or its default export. */
export const isWhole = (binding: Binding): boolean =>
  binding.imported === 'default' || binding.imported === '*';
