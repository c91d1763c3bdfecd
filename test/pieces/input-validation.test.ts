import { expect, it } from 'vitest';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('input-validation');

it('brings its files', () => {
  expect(emitted.paths).toEqual(expect.arrayContaining(['src/security/route.ts', 'src/security/mount.ts']));
});
