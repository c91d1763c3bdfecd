import MagicString from 'magic-string';
import type { Node } from 'oxc-parser';
import { eolOf } from '../../repo/eol.js';
import { entriesOf, jsonTree, offset } from '../../repo/jsonc.js';

export type Additions = Readonly<
  Record<'dependencies' | 'devDependencies' | 'scripts' | 'engines', Readonly<Record<string, string>>>
>;

/**
 * package.json with keys added and nothing else touched: what is there keeps its value, order, indentation
 * and line endings. In a sorted list a key goes to its place, in another to the end.
 */
export function mergePackageJson(fileText: string, additions: Additions): string {
  const bom = fileText.startsWith('\uFEFF') ? '\uFEFF' : '';
  const text = fileText.slice(bom.length);
  const root = jsonTree(text);
  if (root === undefined) return fileText;
  const out = new MagicString(text);
  for (const [list, wanted] of Object.entries(additions)) {
    const entry = entriesOf(root).find(({ key }) => key === list);
    const present = new Set(declared(root, list));
    const missing = Object.entries(wanted).filter(([name]) => !present.has(name));
    if (missing.length === 0) continue;
    if (entry === undefined) addList(out, text, root, list, missing);
    else addKeys(out, text, entry.value, missing);
  }
  return bom + out.toString();
}

/** A package counts as present in whichever list it stands. */
function declared(root: Node, list: string): readonly string[] {
  const lists = list.endsWith('ependencies') ? ['dependencies', 'devDependencies'] : [list];
  return entriesOf(root)
    .filter(({ key }) => lists.includes(key))
    .flatMap(({ value }) => entriesOf(value).map(({ key }) => key));
}

type Pairs = readonly (readonly [name: string, value: string])[];

function addList(out: MagicString, text: string, root: Node, list: string, pairs: Pairs): void {
  const last = entriesOf(root).at(-1);
  const eol = eolOf(text);
  const unit = unitOf(text);
  const lines = pairs.map(
    ([name, value]) => `${unit}${unit}${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  const object = `${unit}${JSON.stringify(list)}: {${eol}${lines.join(`,${eol}`)}${eol}${unit}}`;
  if (last === undefined) out.overwrite(0, text.trimEnd().length, `{${eol}${object}${eol}}`);
  else out.appendLeft(offset(last.property).end, `,${eol}${object}`);
}

function addKeys(out: MagicString, text: string, object: Node, pairs: Pairs): void {
  const entries = entriesOf(object);
  const eol = eolOf(text);
  const unit = unitOf(text);
  const print = ([name, value]: Pairs[number]): string => `${JSON.stringify(name)}: ${JSON.stringify(value)}`;
  const last = entries.at(-1);
  if (last === undefined) {
    const lines = pairs.map((pair) => `${unit}${unit}${print(pair)}`).join(`,${eol}`);
    out.overwrite(offset(object).start, offset(object).end, `{${eol}${lines}${eol}${unit}}`);
    return;
  }
  const keys = entries.map(({ key }) => key);
  const isSorted = keys.every((key, index) => index === 0 || (keys[index - 1] ?? '') <= key);
  const gap = gapBefore(text, offset(last.property).start);
  for (const pair of [...pairs].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const next = isSorted ? entries.find(({ key }) => key > pair[0]) : undefined;
    if (next === undefined) out.appendLeft(offset(last.property).end, `,${gap}${print(pair)}`);
    else
      out.appendLeft(
        offset(next.property).start,
        `${print(pair)},${gapBefore(text, offset(next.property).start) || gap}`,
      );
  }
}

/** Line break and indentation (or a single space) in front of a key. */
function gapBefore(text: string, place: number): string {
  const head = text.slice(0, place);
  return head.slice(head.trimEnd().length);
}

/** One step of indentation, as the first key has it. */
const unitOf = (text: string): string => /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
