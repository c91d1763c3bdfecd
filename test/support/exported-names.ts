import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';

/** Names, of types and values, that several files declare and export, with those files. Re-exports do not count. */
export function exportedTwice(root: string, paths: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const files = new Map<string, readonly string[]>();
  for (const path of paths)
    for (const name of declaredIn(path, readFileSync(join(root, path), 'utf8')))
      files.set(name, [...(files.get(name) ?? []), path]);
  return new Map([...files].filter(([, where]) => where.length > 1).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The names that a module exports, without re-exports. */
function declaredIn(path: string, text: string): ReadonlySet<string> {
  const { staticExports, staticImports } = parseSync(path, text).module;
  const imported = new Set(
    staticImports.flatMap(({ entries }) => entries.map(({ localName }) => localName.value)),
  );
  return new Set(
    staticExports
      .flatMap(({ entries }) => entries)
      .flatMap(({ moduleRequest, exportName: { name }, localName }) =>
        moduleRequest !== null || name === null || imported.has(localName.name ?? '') ? [] : [name],
      ),
  );
}
