import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { listed, planPiece } from '../../src/plop/piece-generator.js';
import { findConflicts } from '../../src/commit/preflight.js';

const root = mkdtempSync(join(tmpdir(), 'rampart-piece-'));
afterAll(() => rmSync(root, { recursive: true }));
cpSync(fileURLToPath(new URL('../../generators/pieces', import.meta.url)), join(root, 'generators/pieces'), {
  recursive: true,
});

const answers = { id: 'audit-log', title: "Who's who", why: 'Who did what is known.', phase: 'edge' };

it('touches the four places of a piece, and nothing is in the way', () => {
  const plan = planPiece({ root, answers, frameworks: ['express'] });
  expect(plan.changes.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
    'create generators/pieces/audit-log.ts',
    'update generators/pieces/index.ts',
    'create templates/pieces/audit-log/any/src/security/audit-log.ts',
    'create test/pieces/audit-log.test.ts',
  ]);
  expect(findConflicts(plan)).toEqual([]);
  expect(plan.changes[0]?.after).toContain("title: 'Who\\'s who',");
});

it('adds one import and one line to the list, and changes no other', () => {
  const before = readFileSync(join(root, 'generators/pieces/index.ts'), 'utf8');
  const after = listed(before, 'audit-log');
  const added = after.split('\n').filter((line) => !before.split('\n').includes(line));
  expect(added).toEqual(["import { auditLog } from './audit-log.js';", '  auditLog,']);
  expect(after.length).toBe(before.length + added.join('\n').length + 1);
});

it.each([
  '',
  'export const pieces = [];',
  'import a from "a";\nexport const pieces = [a',
  'import a from "a";\nexport const x = [a];\nexport const y = [a];',
])('refuses a list of another shape: %j', (text) => {
  expect(() => listed(text, 'audit-log')).toThrow('Expected generators/pieces/index.ts');
});
