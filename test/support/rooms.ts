import { join } from 'node:path';
import { importGraph, type Arrow, type ImportGraph } from './import-graph.js';

/**
 * The order of the rooms, defined only here. Each may import from the rooms above it in this list, types
 * included, and from no other.
 */
export const rooms = {
  templates: 'what lands in a user’s repo',
  src: 'small things that every room uses: errors, exit codes, the reader of files',
  define: 'the words: types and shapes that several rooms share',
  repo: 'reads a repo, for `add` and for `verify`; asks git, and begins a repository for `new`',
  wire: 'edits the code of a repo, and proves the edit or refuses',
  plan: 'answers and a repo become a plan: every change, as a value',
  commit: 'writes: all of a plan or nothing, or one file that says what was seen',
  controls: 'the checklist: its lines, claims and requirements',
  verify: 'subjects, probes, and the judge',
  evidence: 'what was seen and said, kept and signed',
  report: 'verdicts as a page, JSON, and lines on a terminal',
  generators: 'what can be generated: frameworks, targets, pieces',
  commands: 'the commands: what they ask, do and print',
  cli: 'the command line: words to a command to an exit code',
  plop: 'the generators of `npx plop`',
  build: 'makes the bundle and the tables',
} as const;
export type Room = keyof typeof rooms;

export const order = Object.keys(rooms) as readonly Room[];

/** 'src/wire/edit-app.ts' -> wire; a file directly in src/ belongs to the room src. */
export function roomOf(path: string): Room | undefined {
  const [first = '', second = '', ...more] = path.split('/');
  const name = first === 'src' && more.length > 0 ? second : first;
  return order.find((room) => room === name);
}

/** Import cycles inside a room that are intended, as '<file> <file> ...', each with its reason. */
export const meantCircles: Readonly<Record<string, string>> = {};

export const houseGraph = (): ImportGraph =>
  importGraph(join(import.meta.dirname, '../..'), ['src', 'generators']);

/** Imports between rooms. Data outside the rooms, such as package.json, does not count. */
export const between = ({ arrows }: Pick<ImportGraph, 'arrows'>): readonly Arrow[] =>
  arrows.filter(({ from, to }) => roomOf(to) !== undefined && roomOf(from) !== roomOf(to));

/** Imports from a room that comes later in the order. */
export const backward = (graph: Pick<ImportGraph, 'arrows'>): readonly string[] =>
  between(graph)
    .filter(({ from, to }) => placeOf(from) < placeOf(to))
    .map(({ from, to }) => `${from} -> ${to}`);

const placeOf = (path: string): number => order.findIndex((room) => room === roomOf(path));

/** Files that import one another, directly or indirectly: each cycle once, sorted. */
export function circles({ arrows }: Pick<ImportGraph, 'arrows'>): readonly (readonly string[])[] {
  const next = new Map<string, Set<string>>();
  for (const { from, to } of arrows) next.set(from, (next.get(from) ?? new Set()).add(to));
  const reach = new Map([...next.keys()].map((path) => [path, reachable(path, next)]));
  const found = [...reach]
    .filter(([path, all]) => all.has(path))
    .map(([path, all]) => [...all].filter((other) => reach.get(other)?.has(path) === true).sort());
  return [...new Map(found.map((circle) => [circle.join(' '), circle])).values()];
}

/** All files that a file imports directly or indirectly; itself only if it is in a cycle. */
function reachable(start: string, next: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [start];
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const to of next.get(at) ?? []) {
      if (seen.has(to)) continue;
      seen.add(to);
      open.push(to);
    }
  return seen;
}
