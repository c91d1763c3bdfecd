import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { closersOf } from '../../src/plan/closers.js';
import { loadCatalogue } from '../../generators/load-catalogue.js';
import { detectRepo } from '../../src/repo/detect.js';
import { shapes } from '../wire/cases.js';

const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** Which pieces are named for a control in a fixture. */
function named(shape: string, control: string): readonly string[] {
  const folder = shapes().find(({ name }) => name === shape)?.folder ?? '';
  const root = mkdtempSync(join(tmpdir(), 'rampart-closers-'));
  made.push(root);
  cpSync(join(folder, 'input'), root, { recursive: true });
  const found = closersOf({ repo: detectRepo(root), catalogue: loadCatalogue(), open: [control] });
  return [...(found.get(control)?.keys() ?? [])];
}

it('names the error handler for headers where the one of Express replaces them', () => {
  expect(named('e5-js-esm-one-file', 'security-headers')).toEqual(
    expect.arrayContaining(['security-headers', 'errors']),
  );
});

it('does not name it where the framework keeps what was set', () => {
  expect(named('f5-js-cjs-one-file', 'security-headers')).toEqual(['security-headers']);
});

it('names it for its own control on both', () => {
  for (const shape of ['e5-js-esm-one-file', 'f5-js-cjs-one-file'])
    expect(named(shape, 'error-no-leak')).toContain('errors');
});
