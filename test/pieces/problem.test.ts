import { expect, it } from 'vitest';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('problem');

it('brings its files', () => {
  expect(emitted.paths).toEqual(
    expect.arrayContaining(['src/security/problem.ts', 'src/security/headers.ts']),
  );
});
