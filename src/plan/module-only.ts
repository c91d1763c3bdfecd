import type { ModuleExportName, Node } from 'oxc-parser';
import { findAll } from '../repo/ast.js';
import { boundNames } from './bound-names.js';

export type Program = Node & { type: 'Program' };

/** A name in an import or export, which may be quoted. */
export const nameOf = (name: ModuleExportName): string => (name.type === 'Literal' ? name.value : name.name);

/** The parameters of the function that Node puts around a CommonJS module. */
export const wrapperNames = ['exports', 'require', 'module', '__filename', '__dirname'];

/**
 * Throws for what only an ES module can say: a default export, `export *`, import.meta, await at the top level,
 * exports that change, names that every CommonJS module has already.
 */
export function refuseModuleOnly(program: Program): void {
  for (const { type } of program.body)
    if (type === 'ExportDefaultDeclaration' || type === 'ExportAllDeclaration')
      throw new Error(`A template uses ${type}, which has no CommonJS form here.`);
  if (findAll(program, isNode).some(({ node, around }) => isOfModules(node, around)))
    throw new Error('A template uses import.meta or await at the top.');
  const taken = program.body.flatMap(boundNames).find((name) => wrapperNames.includes(name));
  if (taken !== undefined)
    throw new Error(`A template declares ${taken}, which every CommonJS module has already.`);
  const steady = steadyNames(program);
  const exported = program.body.flatMap((node) =>
    node.type === 'ExportNamedDeclaration' ? pairsOf(node) : [],
  );
  if (exported.some(({ as }) => as === 'default'))
    throw new Error('A template exports a default, which has no CommonJS form here.');
  if (exported.some(({ local }) => local !== undefined && !steady.has(local)))
    throw new Error('A template exports a variable that may change, which has no CommonJS form here.');
}

const isNode = (node: Node): node is Node => node.type !== 'Program';

/** `import.meta`, and `await` outside functions. */
function isOfModules(node: Node, around: readonly Node[]): boolean {
  if (node.type === 'MetaProperty') return node.meta.name === 'import';
  const waits =
    node.type === 'AwaitExpression' ||
    (node.type === 'ForOfStatement' && node.await) ||
    (node.type === 'VariableDeclaration' && node.kind === 'await using');
  return waits && !around.some((outer) => outer.type.includes('Function'));
}

/** What an export names, and its variable if it is one of this module. */
function pairsOf(
  node: Node & { type: 'ExportNamedDeclaration' },
): readonly { readonly as: string; readonly local?: string }[] {
  if (node.declaration !== null) return boundNames(node.declaration).map((local) => ({ as: local, local }));
  return node.specifiers.map(({ local, exported }) => ({
    as: nameOf(exported),
    ...(node.source === null && local.type === 'Identifier' && { local: local.name }),
  }));
}

/** Names at the top level that keep their first value, so that they can be exported as values. */
function steadyNames(program: Program): ReadonlySet<string> {
  const assigned = new Set(findAll(program, isNode).flatMap(({ node }) => assignedNames(node)));
  return new Set(
    program.body
      .map((node) => (node.type === 'ExportNamedDeclaration' ? (node.declaration ?? node) : node))
      .flatMap((node) => {
        if (node.type === 'ImportDeclaration') return boundNames(node);
        if (node.type === 'VariableDeclaration') return node.kind === 'const' ? boundNames(node) : [];
        return boundNames(node).filter((name) => !assigned.has(name));
      }),
  );
}

function assignedNames(node: Node): readonly string[] {
  if (node.type === 'UpdateExpression') return boundNames(node.argument);
  if (node.type === 'AssignmentExpression') return boundNames(node.left);
  if (node.type !== 'ForInStatement' && node.type !== 'ForOfStatement') return [];
  return node.left.type === 'VariableDeclaration' ? [] : boundNames(node.left);
}
