import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';
import { before } from './folders-plain.js';

export * from './folders-plain.js';

const made: string[] = [];
afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A new folder with these files; it goes after the test. */
export function folderWith(files: Readonly<Record<string, string>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'rampart-commit-'));
  made.push(root);
  fill(root, files);
  return root;
}

export function fill(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** Everything below a folder: path, mode and bytes; two equal snapshots are two equal folders. */
export function snapshot(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((path) => {
      const found = lstatSync(join(root, path));
      const mode = (found.mode & 0o7777).toString(8);
      return found.isFile()
        ? `${path} ${mode} ${readFileSync(join(root, path)).toString('base64')}`
        : `${path}/ ${mode}`;
    });
}

/** A folder as it was before `addPlan`; one file is executable, to see that modes survive. */
export function oldFolder(): string {
  const root = folderWith(before);
  chmodSync(join(root, 'src/app.ts'), 0o755);
  return root;
}
