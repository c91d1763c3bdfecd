import type { RepoChange, Broken } from '../repo/broken-by.js';

/** Tells what would break; this room itself reads no code. */
export type Breaks = (coming: RepoChange) => readonly Broken[];
