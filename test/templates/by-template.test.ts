import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { joinParts } from '../../src/plan/join/join-parts.js';
import { lay } from '../support/lay.js';
import { byTemplate } from './by-template.js';

const root = mkdtempSync(join(tmpdir(), 'rampart-by-template-'));
afterAll(() => rmSync(root, { recursive: true }));

const main = "import { b } from './a+b.js';\n\nexport const a = () => b;\n";
const part = "import { c } from 'c';\n\n// Of all.\nexport const b = c;\n";
const [[, text = ''] = []] = joinParts(
  new Map([
    ['src/a.ts', main],
    ['src/a+b.ts', part],
  ]),
);
lay(root, [
  { path: 'm/src/a.ts', text: main, owner: 'owned' },
  { path: 'p/src/a+b.ts', text: part, owner: 'owned' },
  { path: 'made/src/a.ts', text, owner: 'owned' },
]);
const service = {
  name: 'web',
  folder: join(root, 'made'),
  templates: new Map([
    ['src/a.ts', ['m/src/a.ts', 'p/src/a+b.ts']],
    ['src/d.ts', ['m/src/d.ts']],
  ]),
};
const line = (wanted: string): number => text.split('\n').indexOf(wanted) + 1;

it.each([
  [`src/a.ts:${String(line('export const a = () => b;'))}: wrong: x`, 'm/src/a.ts:3: wrong: x'],
  [`src/a.ts:${String(line('const b = c;'))}: wrong`, 'p/src/a+b.ts:4: wrong'],
  ['src/a.ts:1: wrong', 'p/src/a+b.ts:1: wrong'],
  ['src/a.ts:99: wrong', 'm/src/a.ts:99: wrong'],
  ['src/a.ts: wrong', 'm/src/a.ts: wrong'],
  ['src/d.ts:7: wrong', 'm/src/d.ts:7: wrong'],
  ['src/e.ts:7: wrong', 'web: src/e.ts:7: wrong'],
])('names the template of %s', (said, told) => {
  expect(byTemplate(said, service, root)).toBe(told);
});
