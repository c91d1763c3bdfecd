import { expect, it } from 'vitest';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('body-limits');

it('brings its files', () => {
  expect(emitted.paths).toEqual(expect.arrayContaining(['src/security/json-body.ts']));
});

it('joins the composition root once', () => {
  expect(emitted.root.split('app.use(jsonBody);')).toHaveLength(2);
});
