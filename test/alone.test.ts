import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { alone } from './support/alone.js';

/** What a file does to its whole process: in a shared one it would do it to the files after it. */
const reaches =
  /\bvi\.(?:mock|doMock|stubGlobal|stubEnv|useFakeTimers)\(|process\.env\[[^\]]+\] =(?!=)|process\.chdir\(/;

const root = join(import.meta.dirname, '..');
const tests = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .map((path) => `test/${path.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.test.ts') && !/^test\/(?:e2e|bench|repos|golden)\//.test(path));

it('every file of tests that reaches into its process has one of its own', () => {
  const reaching = tests.filter((path) => reaches.test(readFileSync(join(root, path), 'utf8')));
  expect(reaching.length).toBeGreaterThan(3);
  expect(reaching.filter((path) => !(path in alone))).toEqual([]);
});

it('the list of those that are alone names files that there are', () => {
  expect(Object.keys(alone).filter((path) => !tests.includes(path))).toEqual([]);
});
