import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { exportedTwice } from './support/exported-names.js';
import { houseGraph } from './support/rooms.js';

/** Names that several files may export: one idea, with one implementation each. */
const allowed: Readonly<Record<string, { readonly why: string; readonly where: RegExp }>> = {
  run: { why: 'what src/cli/commands.ts loads of each command', where: /^src\/commands\/[\w-]+\.ts$/ },
};

const house = join(import.meta.dirname, '..');
// A .d.mts says again what its .mjs exports.
const modules = [...houseGraph().files.keys()].filter((path) => !/\.d\.[cm]?ts$/.test(path));

it('no two files export one name with declarations of their own', () => {
  const found = exportedTwice(house, modules);
  const faults = [...found].filter(
    ([name, files]) => !files.every((path) => allowed[name]?.where.test(path)),
  );
  expect(faults).toEqual([]);
  expect(Object.keys(allowed).filter((name) => !found.has(name))).toEqual([]);
});

const root = mkdtempSync(join(tmpdir(), 'rampart-names-'));
afterAll(() => rmSync(root, { recursive: true }));

it.each([
  ['a type and a type', { 'a.ts': 'export interface Place {}', 'b.ts': 'export type Place = 1;' }, ['Place']],
  ['a type and a value', { 'a.ts': 'export interface place {}', 'b.ts': 'export const place = 1;' }, ['place']],
  ['a list of exports', { 'a.ts': 'const x = 1; export { x as y };', 'b.ts': 'export function y() {}' }, ['y']],
  ['a class, a pattern', { 'a.ts': 'export class A {}', 'b.ts': 'export const { A } = { A: 1 };' }, ['A']],
  ['a re-export', { 'a.ts': 'export const x = 1;', 'b.ts': "export { x } from './a.js';" }, []],
  ['all re-exported', { 'a.ts': 'export const x = 1;', 'b.ts': "export * from './a.js';" }, []],
  ['an import handed on', { 'a.ts': 'export const x = 1;', 'b.ts': "import { x } from './a.js'; export { x };" }, []],
  ['a name inside', { 'a.ts': 'export const x = 1;', 'b.ts': 'const x = 2; export default x;' }, []],
])('a seeded fault is found, and nothing else: %s', (_, files, names) => {
  for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
  expect([...exportedTwice(root, Object.keys(files)).keys()]).toEqual(names);
}); // prettier-ignore
