import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { frameworks } from '../../generators/frameworks/index.js';
import { composed, type Composed } from '../templates/composed.js';
import { judges } from '../templates/judges.js';
import { packages } from '../templates/packages.js';

/**
 * The look at templates that `npm run check` takes is itself looked at: a service is made wrong, and each
 * fault is to be found.
 */
const folder = join(import.meta.dirname, '../../.cache/templates');
const path = 'src/security/cors.ts';
let service: Composed;
let good = '';

beforeAll(async () => {
  const [framework] = frameworks;
  if (framework === undefined) throw new Error('No framework.');
  service = composed(framework, join(folder, 'seeded'));
  good = readFileSync(join(service.folder, path), 'utf8');
  await packages(folder);
});
afterAll(() => rmSync(join(folder, 'seeded'), { recursive: true, force: true }));

const faults = [
  ['nothing', '', undefined],
  ['a type error', "const broken: number = 'a';\nvoid broken;\n", /TS2322/],
  ['an export that nobody imports', 'export const forgotten = 1;\n', /nobody imports forgotten/],
  ['a promise that nobody waits for', 'Promise.reject(new Error());\n', /no-floating-promises/],
] as const;

it.each(faults)('finds %s', async (_, fault, told) => {
  writeFileSync(join(service.folder, path), good);
  appendFileSync(join(service.folder, path), fault);
  const lines = (await Promise.all(judges.map(({ look }) => look(service.folder)))).flat();
  const here = lines.filter((line) => line.startsWith(`${path}:`));
  if (told === undefined) expect(here).toEqual([]);
  else expect(here).toContainEqual(expect.stringMatching(told));
});
