import { habitsOf } from '../repo/habits.js';
import type { Source } from '../repo/source.js';

/** The statement in the file's style: without its semicolon if the file uses none. */
export const inHabit = (source: Source, statement: string): string =>
  statement.replace(/;$/, habitsOf(source).semicolon);
