import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Emitted } from '../../src/plan/emitted.js';

/** Writes composed files to a folder, as `new` does. */
export function lay(root: string, files: readonly Emitted[]): void {
  for (const { path, text, mode } of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { mode: mode ?? 0o644 });
  }
}
