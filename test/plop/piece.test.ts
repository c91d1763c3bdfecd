import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { findConflicts } from '../../src/commit/preflight.js';
import { addToList } from '../../src/plop/add-to-list.js';
import { planPiece } from '../../src/plop/piece-generator.js';

const house = join(import.meta.dirname, '../..');
const lists = ['generators/pieces/index.ts', 'src/controls/index.ts', 'src/verify/probes/index.ts'];
const root = mkdtempSync(join(tmpdir(), 'rampart-piece-'));
afterAll(() => rmSync(root, { recursive: true }));
for (const path of lists) cpSync(join(house, path), join(root, path), { recursive: true });

const plan = planPiece({
  root,
  answers: { id: 'only-of-this-test', title: "Who's who", why: 'Who did what is known.' },
});

it('brings a piece with its control, probe, mutants and tests, and nothing is in the way', () => {
  expect(plan.changes.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
    'create generators/pieces/only-of-this-test.ts',
    'create templates/pieces/only-of-this-test/any/src/security/only-of-this-test.ts',
    'create templates/pieces/only-of-this-test/any/test/only-of-this-test.test.ts',
    'create templates/pieces/only-of-this-test/section.md',
    'create test/pieces/only-of-this-test.test.ts',
    'create src/controls/only-of-this-test-sent.ts',
    'create src/verify/probes/sends-only-of-this-test.ts',
    'create test/verify/transcripts/sends-only-of-this-test.ts',
    'create test/mutants/only-of-this-test-sent/mutants.ts',
    ...lists.map((path) => `update ${path}`),
  ]);
  expect(findConflicts(plan)).toEqual([]);
  expect(plan.changes[0]?.after).toContain("title: 'Who\\'s who',");
});

it.each(lists)('adds one import and one line to %s, and changes no other', (path) => {
  const before = readFileSync(join(house, path), 'utf8');
  const after = plan.changes.find((change) => change.path === path)?.after ?? '';
  const known = new Set(before.split('\n'));
  const added = after.split('\n').filter((line) => !known.has(line));
  expect(added).toHaveLength(2);
  expect(added[0]).toMatch(/^import \{ \w+ \} from '.*';$/);
  expect(after.length).toBe(before.length + added.join('\n').length + 1);
});

it.each([
  '',
  'export const pieces = [];',
  'import a from "a";\nexport const pieces = [a',
  'import a from "a";\nexport const others = [a];',
])('refuses a list of another shape: %j', (text) => {
  const call = { path: 'a.ts', text, list: 'pieces', entry: 'b', from: "import b from 'b';" };
  expect(() => addToList(call)).toThrow('Expected a.ts');
});
