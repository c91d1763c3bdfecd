import { findAll, requiredModule, stringOf } from './ast.js';
import { compilerOf } from './compiler.js';
import { resolveModule } from './modules.js';
import { readPackageFile } from './package-file.js';
import { packageOf } from './package-of.js';
import { isProblem, parseSource, type Source } from './source.js';
import { lineOf } from './line-of.js';
import { plainTextIn, walkTree } from './tree.js';
import type { Node } from 'oxc-parser';

/** A change of a repo: removed files, and files with new text. */
export interface RepoChange {
  readonly root: string;
  readonly removed: ReadonlySet<string>;
  readonly written: ReadonlyMap<string, string>;
}

/** A place that needs something that would be removed. */
export interface Broken {
  readonly path: string;
  readonly line: number;
  /** The name used there. */
  readonly needs: string;
}

/**
 * Places in the remaining code that need a file, a package or a name that a change removes; empty if nothing
 * breaks.
 */
export function brokenBy(coming: RepoChange): readonly Broken[] {
  const { root, removed, written } = coming;
  const tree = walkTree(root);
  const textNow = (path: string): string | undefined => plainTextIn(root, path);
  const { aliases } = compilerOf(textNow('tsconfig.json'));
  const later = new Set([...tree.paths, ...written.keys()].filter((path) => !removed.has(path)));
  const packages = droppedPackages(
    textNow('package.json'),
    removed.has('package.json') ? '{}' : written.get('package.json'),
  );
  const isGone = (from: string, module: string): boolean => {
    const found = (paths: ReadonlySet<string>): string | undefined =>
      resolveModule({ from, module, paths, aliases });
    if (found(later) !== undefined) return false;
    return found(tree.paths) !== undefined || packages.has(packageOf(module));
  };
  return [...later].filter(isCode).flatMap((path): readonly Broken[] => {
    const text = written.get(path) ?? textNow(path);
    if (text === undefined) return [];
    const source = parseSource(path, text);
    if (isProblem(source))
      return written.has(path)
        ? [{ path, line: lineOf(text, source.offset), needs: 'a text that parses' }]
        : [];
    const modules = modulesIn(source)
      .filter(({ module }) => isGone(path, module))
      .map(({ module, node }) => ({ path, line: lineOf(source.text, node.start), needs: module }));
    return [...modules, ...lostNames(source, written.has(path) ? textNow(path) : undefined)];
  });
}

const isCode = (path: string): boolean => /\.[cm]?[jt]sx?$/.test(path);

/** Packages that package.json would no longer list. */
function droppedPackages(now: string | undefined, then: string | undefined): ReadonlySet<string> {
  if (now === undefined || then === undefined) return new Set();
  const kept = readPackageFile(then)?.declared ?? {};
  return new Set(
    Object.keys(readPackageFile(now)?.declared ?? {}).filter((name) => !Object.hasOwn(kept, name)),
  );
}

interface Named {
  readonly module: string;
  readonly node: Node;
}

/** All modules that a file imports by a literal name, type imports too, since a compiler needs them. */
function modulesIn({ program }: Source): readonly Named[] {
  return findAll(program, (node): node is Node => moduleOf(node) !== undefined).map(({ node }) => ({
    node,
    module: moduleOf(node) ?? '',
  }));
}

function moduleOf(node: Node): string | undefined {
  if (
    node.type === 'ImportDeclaration' ||
    node.type === 'ExportAllDeclaration' ||
    node.type === 'ExportNamedDeclaration'
  )
    return stringOf(node.source);
  if (node.type === 'ImportExpression' || node.type === 'TSImportType') return stringOf(node.source);
  if (node.type === 'TSExternalModuleReference') return stringOf(node.expression);
  return requiredModule(node);
}

/** Names that a file declared before and still uses, but no longer declares. */
function lostNames(source: Source, before: string | undefined): readonly Broken[] {
  const now = before === undefined ? undefined : parseSource(source.path, before);
  if (now === undefined || isProblem(now)) return [];
  const declared = namesDeclared(source);
  const lost = new Set([...namesDeclared(now)].filter((name) => !declared.has(name)));
  return findAll(source.program, (node): node is Node => node.type === 'Identifier' && lost.has(node.name))
    .filter(({ node, around: [parent] }) => !isKey(node, parent))
    .map(({ node }) => ({
      path: source.path,
      line: lineOf(source.text, node.start),
      needs: source.text.slice(node.start, node.end),
    }));
}

/** `a.name` and `{ name: 1 }` do not use the variable `name`. */
const isKey = (node: Node, parent: Node | undefined): boolean =>
  (parent?.type === 'MemberExpression' && parent.property === node && !parent.computed) ||
  (parent?.type === 'Property' && parent.key === node && !parent.computed && !parent.shorthand);

function namesDeclared({ program }: Source): ReadonlySet<string> {
  const declarations = new Set([
    'ImportSpecifier',
    'ImportDefaultSpecifier',
    'ImportNamespaceSpecifier',
    'VariableDeclarator',
    'FunctionDeclaration',
    'ClassDeclaration',
    'TSImportEqualsDeclaration',
  ]);
  const names = new Set<string>();
  for (const { node } of findAll(program, (each): each is Node => declarations.has(each.type))) {
    const { id, local } = node as unknown as { readonly id?: Node | null; readonly local?: Node };
    const pattern = local ?? id;
    if (!pattern) continue;
    for (const { node: name } of findAll(pattern, (each): each is Node => each.type === 'Identifier'))
      if (name.type === 'Identifier') names.add(name.name);
  }
  return names;
}
