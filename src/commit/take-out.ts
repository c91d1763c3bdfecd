import { diffArrays } from 'diff';
import { applyEdits, modify } from 'jsonc-parser';
import { ownOf } from '../own.js';
import { isTable, jsonTable } from '../parsed-json.js';
import { eolOf } from '../repo/eol.js';

/** A text that we changed and somebody else changed later. */
export interface Touched {
  readonly path: string;
  readonly before: string;
  /** The text as we wrote it. */
  readonly after: string;
  readonly now: string;
}

/** The present text without our change; undefined if both changes affect the same lines. */
export function takeOut(touched: Touched): string | undefined {
  const merged = byLines(touched);
  if (!touched.path.endsWith('.json')) return merged;
  return merged !== undefined && jsonTable(merged) !== undefined ? merged : byKeys(touched);
}

/** An edit that replaces the lines [start, end) of the base. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/** Merges three texts. What we wrote is the base; one side reverts it, the other has the later changes. */
function byLines({ before, after, now }: Touched): string | undefined {
  const base = after.split('\n');
  const since = editsOf(base, now.split('\n'));
  const back = editsOf(base, before.split('\n')).filter((edit) => !since.some((other) => same(edit, other)));
  if (back.some((edit) => since.some((other) => meet(edit, other)))) return undefined;
  const lines = [...base];
  const edits = [...back, ...since].sort((a, b) => b.start - a.start || b.end - a.end);
  for (const { start, end, lines: instead } of edits) lines.splice(start, end - start, ...instead);
  return lines.join('\n');
}

function editsOf(from: readonly string[], to: readonly string[]): readonly Edit[] {
  const edits: Edit[] = [];
  let at = 0;
  for (const { added, removed, value } of diffArrays([...from], [...to])) {
    if (!added && !removed) {
      at += value.length;
      continue;
    }
    const last = edits.at(-1);
    const joins = last?.end === at && (last.lines.length === 0 || added);
    const edit = joins && last ? last : { start: at, end: at, lines: [] };
    if (joins) edits.pop();
    edits.push(
      added ? { ...edit, lines: [...edit.lines, ...value] } : { ...edit, end: edit.end + value.length },
    );
    if (removed) at += value.length;
  }
  return edits;
}

const same = (a: Edit, b: Edit): boolean =>
  a.start === b.start && a.end === b.end && a.lines.join('\n') === b.lines.join('\n');

/** Whether two edits overlap. Two insertions at one place do too: their order is unknown. */
const meet = (a: Edit, b: Edit): boolean =>
  (a.start < b.end && b.start < a.end) || (a.start === a.end && b.start === b.end && a.start === b.start);

/** Compares JSON by keys, since commas tie neighbouring lines together. Later changes stay where they are. */
function byKeys({ before, after, now }: Touched): string | undefined {
  const [was, wrote, is] = [jsonTable(before), jsonTable(after), jsonTable(now)];
  if (was === undefined || wrote === undefined || is === undefined) return undefined;
  const bom = now.startsWith('\uFEFF') ? '\uFEFF' : '';
  const indent = /^\s*[{[]\r?\n([ \t]+)/.exec(now.slice(bom.length))?.[1] ?? '  ';
  const formattingOptions = {
    insertSpaces: !indent.includes('\t'),
    tabSize: indent.includes('\t') ? 1 : indent.length,
    eol: eolOf(now),
  };
  const undo = (text: string, { path, value }: Undone): string =>
    applyEdits(text, modify(text, [...path], value, { formattingOptions }));
  return bom + undoneIn(was, wrote, is, []).reduce(undo, now.slice(bom.length));
}

type Json = Readonly<Record<string, unknown>>;

/** A key that gets its old value back. Undefined removes it. */
interface Undone {
  readonly path: readonly string[];
  readonly value: unknown;
}

function undoneIn(was: Json, wrote: Json, is: Json, path: readonly string[]): readonly Undone[] {
  const changed = Object.entries(is).flatMap(([key, value]): readonly Undone[] => {
    const here = [...path, key];
    const [before, ours] = [ownOf(was, key), ownOf(wrote, key)];
    const earlier = before ?? {};
    if (sameJson(before, ours)) return [];
    if (sameJson(value, ours)) return [{ path: here, value: before }];
    if (!isTable(value) || !isTable(ours) || !isTable(earlier)) return [];
    const inside = undoneIn(earlier, ours, value, here);
    const isEmptied = Object.keys(value).every((name) =>
      inside.some(
        (one) => one.value === undefined && one.path.length === here.length + 1 && one.path.at(-1) === name,
      ),
    );
    return isEmptied && before === undefined ? [{ path: here, value: undefined }] : inside;
  });
  const gone = Object.entries(was).filter(([key]) => !Object.hasOwn(wrote, key) && !Object.hasOwn(is, key));
  return [...changed, ...gone.map(([key, value]) => ({ path: [...path, key], value }))];
}

const sameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
