import { expect, it } from 'vitest';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('body-limits');

it('brings its files, and in a new service the routes read bodies themselves', () => {
  expect(emitted.paths).toEqual(expect.arrayContaining(['src/security/body.ts', 'test/limits.test.ts']));
  expect(emitted.paths).not.toContain('src/security/json-body.ts');
  expect(emitted.root).not.toContain('jsonBody');
});
