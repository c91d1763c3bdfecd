import { diffLines } from 'diff';
import { lineOf } from '../repo/line-of.js';
import type { Source } from '../repo/source.js';

/** Names a place in a file as its owner has it: 'src/app.ts:12'. */
export type OwnPlace = (source: Source, offset: number) => string;

/** Places in edited files, by the lines of the files before. */
export function ownPlaces(sources: readonly Source[]): OwnPlace {
  return (edited, offset) => {
    const before = sources.find(({ path }) => path === edited.path) ?? edited;
    return `${edited.path}:${lineBefore(before.text, edited.text, lineOf(edited.text, offset))}`;
  };
}

/** The line that was this one before an edit; of a line that is new, the one above. */
function lineBefore(before: string, after: string, line: number): number {
  let shift = 0;
  let at = 0;
  for (const { added, removed, count } of diffLines(before, after)) {
    if (removed) {
      shift -= count;
      continue;
    }
    at += count;
    if (at >= line) return Math.max(1, added ? at - count - shift : line - shift);
    if (added) shift += count;
  }
  return line - shift;
}
