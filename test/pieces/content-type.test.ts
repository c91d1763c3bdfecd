import { expect, it } from 'vitest';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('content-type');

it('brings its files, and in a new service the routes look at the type themselves', () => {
  expect(emitted.paths).toEqual(expect.arrayContaining(['src/security/body.ts', 'test/http.test.ts']));
  expect(emitted.paths).not.toContain('src/security/content-type.ts');
  expect(emitted.root).not.toContain('jsonOnly');
});
