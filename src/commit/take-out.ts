import { diffArrays } from 'diff';

/** A change of a text that was made by us and changed by somebody since. */
export interface Touched {
  readonly path: string;
  readonly before: string;
  /** As we wrote it. */
  readonly after: string;
  readonly now: string;
}

/** The text of today without what we had changed in it; undefined where the two changes meet in the same lines. */
export function takeOut(touched: Touched): string | undefined {
  const merged = byLines(touched);
  if (!touched.path.endsWith('.json')) return merged;
  return merged !== undefined && parsed(merged) !== undefined ? merged : byKeys(touched);
}

/** Lines [start, end) of a base that are replaced. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/** A merge of three texts: what we wrote is the base, one side is the way back, the other is what was done since. */
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

/** Two insertions at one place meet, too: nobody can tell their order. */
const meet = (a: Edit, b: Edit): boolean =>
  (a.start < b.end && b.start < a.end) || (a.start === a.end && b.start === b.end && a.start === b.start);

/** JSON by its keys, since a comma ties neighbouring lines together. What was changed since stays. */
function byKeys({ before, after, now }: Touched): string | undefined {
  const [was, wrote, is] = [parsed(before), parsed(after), parsed(now)];
  if (was === undefined || wrote === undefined || is === undefined) return undefined;
  const indent = /^[{[]\r?\n([ \t]+)/.exec(now)?.[1] ?? '  ';
  const end = /\r?\n$/.exec(now)?.[0] ?? '';
  const text = JSON.stringify(without(was, wrote, is), null, indent) + end;
  return now.includes('\r\n') ? text.replace(/\r?\n/g, '\r\n') : text;
}

type Json = Readonly<Record<string, unknown>>;

function without(was: Json, wrote: Json, is: Json): Json {
  const entries = Object.entries(is).flatMap(([key, value]): readonly (readonly [string, unknown])[] => {
    if (sameJson(was[key], wrote[key])) return [[key, value]];
    if (sameJson(value, wrote[key])) return key in was ? [[key, was[key]]] : [];
    const [earlier, ours] = [was[key] ?? {}, wrote[key]];
    if (!isTable(value) || !isTable(ours) || !isTable(earlier)) return [[key, value]];
    const left = without(earlier, ours, value);
    return key in was || Object.keys(left).length > 0 ? [[key, left]] : [];
  });
  const gone = Object.entries(was).filter(([key]) => !(key in wrote) && !(key in is));
  return Object.fromEntries([...entries, ...gone]);
}

const sameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const isTable = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return isTable(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
