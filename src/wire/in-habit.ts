import { habitsOf } from '../repo/habits.js';
import type { Source } from '../repo/source.js';

/** A statement in a file without semicolons loses its own. */
export const inHabit = (source: Source, statement: string): string =>
  statement.replace(/;$/, habitsOf(source).semicolon);
