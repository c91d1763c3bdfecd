import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import { parseSync, type Node } from 'oxc-parser';
import { visit } from '../../src/repo/visit.js';

/** An import of one file by another. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  /** 'type': it disappears when the types are erased. */
  readonly kind: 'type' | 'value';
}

export interface ImportGraph {
  /** Relative paths, sorted, with their number of lines. */
  readonly files: ReadonlyMap<string, number>;
  readonly arrows: readonly Arrow[];
}

/** The modules in these folders, and all imports among them: types, re-exports and lazy imports too. */
export function importGraph(root: string, folders: readonly string[]): ImportGraph {
  const paths = folders.flatMap((folder) => modulesIn(root, folder)).sort();
  const texts = new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
  const arrows = [...texts].flatMap(([path, text]) =>
    importsIn(path, text).flatMap(({ names, kind }) => {
      const to = targetOf(root, path, names);
      return to === undefined ? [] : [{ from: path, to, kind }];
    }),
  );
  return { files: new Map([...texts].map(([path, text]) => [path, text.split('\n').length - 1])), arrows };
}

const modulesIn = (root: string, folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[cm]?[jt]s$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));

/** The modules that a module names, as written, by its syntax tree. */
export function importsIn(
  path: string,
  text: string,
): readonly { readonly names: string; readonly kind: Arrow['kind'] }[] {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message ?? ''}`);
  const found: { names: string; kind: Arrow['kind'] }[] = [];
  visit(program, (node) => {
    const names = namedBy(node);
    if (names !== undefined) found.push({ names, kind: isOfTypes(node) ? 'type' : 'value' });
    return 'go on';
  });
  return found;
}

function namedBy(node: Node): string | undefined {
  if (
    node.type === 'ImportDeclaration' ||
    node.type === 'ExportNamedDeclaration' ||
    node.type === 'ExportAllDeclaration' ||
    node.type === 'ImportExpression' ||
    node.type === 'TSImportType'
  )
    return textOf(node.source);
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return undefined;
  return node.callee.name === 'require' ? textOf(node.arguments[0]) : undefined;
}

const textOf = (node: Node | null | undefined): string | undefined =>
  node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;

function isOfTypes(node: Node): boolean {
  if (node.type === 'TSImportType') return true;
  if (node.type === 'ImportDeclaration')
    return (
      node.importKind === 'type' ||
      (node.specifiers.length > 0 &&
        node.specifiers.every((one) => one.type === 'ImportSpecifier' && one.importKind === 'type'))
    );
  return (
    (node.type === 'ExportNamedDeclaration' || node.type === 'ExportAllDeclaration') &&
    node.exportKind === 'type'
  );
}

/** The file that a relative import means; the compiled templates stand for their folder. */
function targetOf(root: string, from: string, names: string): string | undefined {
  if (names === 'rampart:templates') return 'templates';
  if (!names.startsWith('.')) return undefined;
  const path = posix.join(posix.dirname(from), names);
  const written = [path.replace(/\.js$/, '.ts'), path.replace(/\.mjs$/, '.d.mts'), path];
  return written.find((each) => existsSync(join(root, each))) ?? path;
}
