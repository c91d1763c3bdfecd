import { isDeepStrictEqual } from 'node:util';
import { isSeq, parseDocument } from 'yaml';
import { eolOf } from '../../repo/eol.js';
import { yamlIn } from '../../repo/yaml.js';
import { recordOf } from '../../own.js';

type Entry = Readonly<Record<string, unknown>>;

/**
 * Adds missing entries to Dependabot settings; also returns those that exist, as 'npm in /'. Undefined if the
 * file is not understood.
 */
export function mergeUpdates(
  before: string,
  wanted: string,
): { readonly after: string; readonly kept: readonly string[] } | undefined {
  const present = entriesIn(before);
  const ours = entriesIn(wanted);
  if (present === undefined || ours === undefined) return undefined;
  const isThere = (entry: Entry): boolean => present.some((one) => nameOf(one) === nameOf(entry));
  const missing = ours.filter((entry) => !isThere(entry));
  const kept = ours.filter(isThere).map(nameOf);
  if (missing.length === 0) return { after: before, kept };
  const place = endOfList(before);
  if (place === undefined) return undefined;
  const eol = eolOf(before);
  const texts = textsOf(wanted).filter((_, index) => !isThere(ours[index] ?? {}));
  const lines = texts
    .flatMap((text) => text.split('\n'))
    .map((line) => (line === '' ? '' : place.indent + line));
  const start = before.slice(0, place.at);
  const gap = start.endsWith('\n') ? '' : eol;
  const after = `${start}${gap}${lines.join(eol)}${eol}${before.slice(place.at)}`;
  return isDeepStrictEqual(entriesIn(after), [...present, ...missing]) ? { after, kept } : undefined;
}

function entriesIn(text: string): readonly Entry[] | undefined {
  try {
    const { updates } = recordOf(yamlIn(text));
    return Array.isArray(updates) ? updates.map(recordOf) : undefined;
  } catch {
    return undefined;
  }
}

function nameOf(entry: Entry): string {
  const folders = [entry['directory'], entry['directories']].flat().filter(Boolean);
  return `${String(entry['package-ecosystem'])} in ${folders.join(', ')}`;
}

/** Our entries as texts that start with '- '. */
const textsOf = (wanted: string): readonly string[] =>
  wanted
    .slice(wanted.indexOf('\n  - ') + 1)
    .trimEnd()
    .replace(/^ {2}/gm, '')
    .split(/\n(?=- )/);

/**
 * The end of the last entry of `updates`, and what precedes the first on its line: the indentation. In a list in
 * brackets that is no place for more, which the last check sees.
 */
function endOfList(text: string): { readonly at: number; readonly indent: string } | undefined {
  const list = parseDocument(text).get('updates', true);
  if (!isSeq(list) || !list.range) return undefined;
  const [start, end] = list.range;
  const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const last = text.slice(0, end).trimEnd().length;
  const next = text.indexOf('\n', last);
  return { at: next === -1 ? text.length : next + 1, indent };
}
