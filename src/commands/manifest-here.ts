import type { Manifest } from '../define/manifest.js';
import { RampartError } from '../errors.js';
import { readManifest } from '../repo/read-manifest.js';

/** Reads rampart.json. If it is unreadable, the command goes on, with a note. */
export function manifestHere(root: string): {
  readonly manifest?: Manifest | undefined;
  readonly notes: readonly string[];
} {
  try {
    return { manifest: readManifest(root), notes: [] };
  } catch (error) {
    if (!(error instanceof RampartError)) throw error;
    return { notes: [`the files of the controls are not listed: ${error.message}`] };
  }
}
