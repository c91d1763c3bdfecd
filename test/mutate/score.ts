import { isDrawn, type Draw, type Mutant } from './draw.mjs';
import type { MutatedRoomName } from './rooms.js';

/** What we read of the report of Stryker: https://github.com/stryker-mutator/mutation-testing-elements. */
export interface Report {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Tried[] }>>;
}
export interface Tried extends Omit<Mutant, 'fileName'> {
  readonly status: string;
  readonly static?: boolean;
}

/** Counts of one room. Mutants of code that runs when a module is loaded are not tried. */
export interface Score {
  readonly room: MutatedRoomName | 'all';
  readonly killed: number;
  readonly survived: number;
  readonly uncovered: number;
  readonly untried: number;
}

/** A mutant that no test noticed. */
export interface Survivor {
  readonly at: string;
  readonly was: string;
  readonly became: string;
  readonly covered: boolean;
}

/** Of the mutants that were drawn: the score, and who survived. */
export function weigh(
  room: MutatedRoomName,
  { files }: Report,
  draw: Draw,
): { readonly score: Score; readonly survivors: readonly Survivor[] } {
  const drawn = Object.entries(files).flatMap(([fileName, { source, mutants }]) =>
    mutants
      .map((mutant) => ({ fileName, source, mutant }))
      .filter(({ mutant }) => isDrawn({ ...mutant, fileName, location: fromZero(mutant.location) }, draw)),
  );
  const strays = drawn.filter(({ mutant }) => !statuses.includes(mutant.status));
  if (strays.length > 0)
    throw new Error(`${strays.length} mutants were not tried: ${strays[0]?.mutant.status}`);
  const count = (...wanted: readonly string[]): number =>
    drawn.filter(({ mutant }) => wanted.includes(mutant.status)).length;
  const score = {
    room,
    killed: count('Killed', 'Timeout'),
    survived: count('Survived'),
    uncovered: count('NoCoverage'),
    untried: count('Ignored'),
  };
  const survivors = drawn
    .filter(({ mutant }) => mutant.status === 'Survived' || mutant.status === 'NoCoverage')
    .map(({ fileName, source, mutant }) => ({
      at: `${fileName}:${String(mutant.location.start.line)}:${String(mutant.location.start.column)}`,
      was: textAt(source, mutant.location),
      became: mutant.replacement,
      covered: mutant.status === 'Survived',
    }));
  return { score, survivors };
}

const statuses: readonly string[] = ['Killed', 'Timeout', 'Survived', 'NoCoverage', 'Ignored'];

/** The report counts lines and columns from one, mutants on their way count from zero. */
const fromZero = ({ start, end }: Mutant['location']): Mutant['location'] => ({
  start: { line: start.line - 1, column: start.column - 1 },
  end: { line: end.line - 1, column: end.column - 1 },
});

function textAt(source: string, { start, end }: Mutant['location']): string {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  lines.push((lines.pop() ?? '').slice(0, end.column - 1));
  return lines.join('\n').slice(start.column - 1);
}

/** Killed, of all that were tried. */
export const percent = ({ killed, survived, uncovered }: Omit<Score, 'room' | 'untried'>): string =>
  `${((100 * killed) / Math.max(1, killed + survived + uncovered)).toFixed(1)} %`;

export const total = (scores: readonly Score[]): Score => {
  const sum = (of: (score: Score) => number): number => scores.reduce((all, score) => all + of(score), 0);
  return {
    room: 'all',
    killed: sum(({ killed }) => killed),
    survived: sum(({ survived }) => survived),
    uncovered: sum(({ uncovered }) => uncovered),
    untried: sum(({ untried }) => untried),
  };
};
