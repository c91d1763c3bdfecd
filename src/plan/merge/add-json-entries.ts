import type { Edit, Node } from 'jsonc-parser';
import { eolOf } from '../../repo/eol.js';
import { jsonEntries } from '../../repo/jsonc.js';

/** A key, and its value as JSON text. */
export type NewEntry = readonly [key: string, value: string];

/**
 * Edits that add entries to an object in a JSON text, and change nothing else. `modify` of jsonc-parser would
 * reformat the user's lines nearby, so it only finds the places, and we print the entries.
 */
export function addJsonEntries({
  text,
  object,
  entries,
  order,
  depth,
  gap = gapBefore(text, jsonEntries(object).at(-1)?.property.offset ?? 0),
}: {
  readonly text: string;
  readonly object: Node;
  readonly entries: readonly NewEntry[];
  /** 'sorted': at its sorted place if the existing keys are sorted, else at the end. */
  readonly order: 'sorted' | 'last';
  /** How many objects enclose the entries. */
  readonly depth: number;
  /** The white space before an entry at the end; by default as before the last entry. */
  readonly gap?: string;
}): readonly Edit[] {
  const there = jsonEntries(object);
  const last = there.at(-1);
  if (last === undefined) {
    const [eol, unit] = [eolOf(text), unitOf(text)];
    const lines = entries.map((entry) => `${unit.repeat(depth)}${printed(entry)}`).join(`,${eol}`);
    return [{ ...at(object), content: `{${eol}${lines}${eol}${unit.repeat(depth - 1)}}` }];
  }
  const keys = there.map(({ key }) => key);
  const isSorted = order === 'sorted' && keys.every((key, index) => (keys[index - 1] ?? '') <= key);
  const wanted = order === 'sorted' ? [...entries].sort(([a], [b]) => (a < b ? -1 : 1)) : entries;
  return wanted.map((entry) => {
    const next = isSorted ? there.find(({ key }) => key > entry[0]) : undefined;
    if (next === undefined)
      return { offset: endOf(last.property), length: 0, content: `,${gap}${printed(entry)}` };
    const { offset } = next.property;
    return { offset, length: 0, content: `${printed(entry)},${gapBefore(text, offset) || gap}` };
  });
}

const at = ({ offset, length }: Node): Pick<Edit, 'offset' | 'length'> => ({ offset, length });
const endOf = ({ offset, length }: Node): number => offset + length;
const printed = ([key, value]: NewEntry): string => `${JSON.stringify(key)}: ${value}`;

/** The line break and indentation, or the space, before a key. */
function gapBefore(text: string, place: number): string {
  const head = text.slice(0, place);
  return head.slice(head.trimEnd().length);
}

/** One step of indentation, taken from the first key. */
export const unitOf = (text: string): string => /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
