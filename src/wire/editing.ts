import type MagicString from 'magic-string';
import type { Source } from '../repo/source.js';

/** Inserts text into a user's file, in the file's style. Existing text is never reformatted. */
export interface Editing {
  readonly source: Source;
  readonly text: MagicString;
}
