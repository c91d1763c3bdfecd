import type { Node } from 'oxc-parser';
import { bare, memberName, pathText, stringOf } from './ast.js';
import type { Source } from './source.js';

/** An export of a module: its name ('default', '*' for module.exports itself) and its expression. */
export interface Exported {
  readonly name: string;
  readonly value: Node;
}

/** The exports of a module that are simple enough to follow. */
export const exportsOf = (source: Source): readonly Exported[] => source.program.body.flatMap(ofStatement);

/** The names under which a local variable is exported. */
export const exportedNames = (source: Source, local: string): readonly string[] =>
  exportsOf(source)
    .filter(({ value }) => pathText(value) === local)
    .map(({ name }) => name);

function ofStatement(statement: Node): readonly Exported[] {
  if (statement.type === 'ExportDefaultDeclaration')
    return [{ name: 'default', value: bare(statement.declaration) }];
  if (statement.type === 'TSExportAssignment') return [{ name: '*', value: bare(statement.expression) }];
  if (statement.type === 'ExportNamedDeclaration') return named(statement);
  if (statement.type === 'VariableDeclaration')
    return statement.declarations.flatMap(({ id, init }) =>
      init?.type === 'AssignmentExpression' && id.type === 'Identifier'
        ? assignment(init).map(({ name }) => ({ name, value: id as Node }))
        : [],
    );
  if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'AssignmentExpression')
    return [];
  return assignment(statement.expression);
}

function named(statement: Node & { type: 'ExportNamedDeclaration' }): readonly Exported[] {
  const { declaration } = statement;
  if (declaration?.type === 'VariableDeclaration')
    return declaration.declarations.flatMap(({ id }) =>
      id.type === 'Identifier' ? [{ name: id.name, value: id as Node }] : [],
    );
  if (declaration?.type === 'FunctionDeclaration' && declaration.id !== null)
    return [{ name: declaration.id.name, value: declaration.id }];
  if (statement.source !== null) return [];
  return statement.specifiers.map(({ local, exported }) => ({
    name: exported.type === 'Identifier' ? exported.name : exported.value,
    value: local,
  }));
}

/**
 * `module.exports = x`, `module.exports = { x, y: z }`, `module.exports.x = y`, `exports.x = y`, and chains
 * of these.
 */
function assignment(node: Node & { type: 'AssignmentExpression' }): readonly Exported[] {
  const right = bare(node.right);
  const inner = right.type === 'AssignmentExpression' ? assignment(right) : [];
  const value = right.type === 'AssignmentExpression' ? bare(right.right) : right;
  const target = pathText(node.left);
  if (target === 'module.exports' || target === 'exports')
    return [{ name: '*', value }, ...properties(value), ...inner];
  const name = node.left.type === 'MemberExpression' ? memberName(node.left) : undefined;
  const holder = node.left.type === 'MemberExpression' ? pathText(node.left.object) : undefined;
  if (name !== undefined && (holder === 'module.exports' || holder === 'exports'))
    return [{ name, value }, ...inner];
  return inner;
}

function properties(value: Node): readonly Exported[] {
  if (value.type !== 'ObjectExpression') return [];
  return value.properties.flatMap((property) => {
    if (property.type !== 'Property') return [];
    const name = property.key.type === 'Identifier' ? property.key.name : stringOf(property.key);
    return name === undefined ? [] : [{ name, value: bare(property.value) }];
  });
}
