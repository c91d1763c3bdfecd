import { applyEdits, type Edit, type Node } from 'jsonc-parser';
import { eolOf } from '../../repo/eol.js';
import { jsonEntries, jsonTree } from '../../repo/jsonc.js';
import { addJsonEntries, unitOf, type NewEntry } from './add-json-entries.js';

export type Additions = Readonly<
  Record<'dependencies' | 'devDependencies' | 'scripts' | 'engines', Readonly<Record<string, string>>>
>;

/**
 * Adds keys to package.json and changes nothing else: existing values, order, indentation and line endings
 * stay. In a sorted list a key is added at its place, else at the end.
 */
export function mergePackageJson(fileText: string, additions: Additions): string {
  const bom = fileText.startsWith('\uFEFF') ? '\uFEFF' : '';
  const text = fileText.slice(bom.length);
  const root = jsonTree(text);
  if (root === undefined) return fileText;
  const missing = Object.entries(additions)
    .map(([list, wanted]) => ({
      list,
      object: objectAt(root, list),
      entries: missingIn(root, list, wanted),
    }))
    .filter(({ entries }) => entries.length > 0);
  const edits = missing.flatMap(({ object, entries }) =>
    object === undefined ? [] : addJsonEntries({ text, object, entries, order: 'sorted', depth: 2 }),
  );
  const lists = missing.filter(({ object }) => object === undefined);
  return bom + applyEdits(text, [...edits, ...listsAdded(text, root, lists)]);
}

/** Adds whole lists at the end. */
function listsAdded(
  text: string,
  root: Node,
  lists: readonly { readonly list: string; readonly entries: readonly NewEntry[] }[],
): readonly Edit[] {
  if (lists.length === 0) return [];
  const [eol, unit] = [eolOf(text), unitOf(text)];
  const entries = lists.map(({ list, entries: inside }): NewEntry => {
    const lines = inside.map(([name, value]) => `${unit}${unit}${JSON.stringify(name)}: ${value}`);
    return [list, `{${eol}${lines.join(`,${eol}`)}${eol}${unit}}`];
  });
  return addJsonEntries({ text, object: root, entries, order: 'last', depth: 1, gap: `${eol}${unit}` });
}

/** If a list occurs twice, the last one counts, as JSON.parse reads it. */
const objectAt = (root: Node, list: string): Node | undefined =>
  jsonEntries(root).findLast(({ key }) => key === list)?.value;

/** A package counts as present in any of the lists. */
function missingIn(root: Node, list: string, wanted: Readonly<Record<string, string>>): readonly NewEntry[] {
  const lists = list.endsWith('ependencies') ? ['dependencies', 'devDependencies'] : [list];
  const present = new Set(
    jsonEntries(root)
      .filter(({ key }) => lists.includes(key))
      .flatMap(({ value }) => jsonEntries(value).map(({ key }) => key)),
  );
  return Object.entries(wanted)
    .filter(([name]) => !present.has(name))
    .map(([name, value]) => [name, JSON.stringify(value)] as const);
}
