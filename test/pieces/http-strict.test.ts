import { expect, it } from 'vitest';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('http-strict');

it('brings its files', () => {
  expect(emitted.paths).toEqual(expect.arrayContaining(['src/security/http-strict.ts']));
});

it('joins the composition root once', () => {
  expect(emitted.root.split('app.use(strictHttp(ctx.config));')).toHaveLength(2);
});
