import type { Node } from 'oxc-parser';
import { findAll, type NodeWithAncestors } from '../../repo/ast.js';
import { boundNames } from '../bound-names.js';

export type Identifier = Node & { type: 'Identifier' };

/** Where a node uses names, as values or types, with what is around each. Not keys, members and declarations. */
export const usesIn = (root: Node): readonly NodeWithAncestors<Identifier>[] =>
  findAll(root, (node): node is Identifier => node.type === 'Identifier').filter(
    ({ node, around }) => !isKey(node, around),
  );

/** The names that a module uses and binds nowhere, also not as a parameter: imported ones, those of others, globals. */
export function namesUsed(program: Node): ReadonlySet<string> {
  const bound = new Set(
    findAll(program, (_node): _node is Node => true).flatMap(({ node }) => boundBy(node)),
  );
  return new Set(
    usesIn(program)
      .map(({ node }) => node.name)
      .filter((name) => !bound.has(name)),
  );
}

function isKey(node: Identifier, [parent, above]: readonly Node[]): boolean {
  if (parent !== undefined && 'id' in parent && parent.id === node) return true;
  switch (parent?.type) {
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
    case 'MetaProperty':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'TSImportType':
      return true;
    case 'LabeledStatement':
      return parent.label === node;
    case 'ExportSpecifier':
      return parent.local !== node || (above?.type === 'ExportNamedDeclaration' && above.source !== null);
    case 'MemberExpression':
      return parent.property === node && !parent.computed;
    case 'TSQualifiedName':
      return parent.right === node;
    case 'TSNamedTupleMember':
      return parent.label === node;
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'AccessorProperty':
    case 'TSPropertySignature':
    case 'TSMethodSignature':
    case 'TSAbstractMethodDefinition':
    case 'TSAbstractPropertyDefinition':
      return parent.key === node && !parent.computed;
    default:
      return false;
  }
}

/** What a node binds for what is inside it or beside it. */
function boundBy(node: Node): readonly string[] {
  if (node.type === 'VariableDeclarator') return boundNames(node.id);
  if (node.type === 'CatchClause') return node.param === null ? [] : boundNames(node.param);
  if (node.type === 'TSTypeParameter') return [node.name.name];
  if (node.type === 'TSMappedType') return [node.key.name];
  if (node.type === 'TSIndexSignature') return node.parameters.map(({ name }) => name);
  const params = 'params' in node && Array.isArray(node.params) ? (node.params as Node[]) : [];
  const inner = params.flatMap((one) => boundNames(one.type === 'TSParameterProperty' ? one.parameter : one));
  const name = 'id' in node && node.id?.type === 'Identifier' ? [node.id.name] : [];
  return [...inner, ...name];
}
