import type { RepoChange, Broken } from '../repo/broken-by.js';

/** Tells what a change would break. It is passed in, because this room reads no code. */
export type Breaks = (coming: RepoChange) => readonly Broken[];
