import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { follow } from '../e2e/support/guide.js';

/** Gives a new service the routes of variations/, as its framework has them. */
export function vary(folder: string, framework: string): void {
  const [dialect = ''] = framework.split('-', 1);
  for (const part of ['any', dialect])
    follow(readFileSync(join(import.meta.dirname, 'variations', `${part}.md`), 'utf8'), folder);
}
