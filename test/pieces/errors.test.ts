import { expect, it } from 'vitest';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('errors');

it('brings its files', () => {
  expect(emitted.paths).toEqual(expect.arrayContaining(['src/security/problem.ts']));
});

it('joins the composition root once', () => {
  expect(emitted.root.split('app.use(handleErrors(ctx.logger));')).toHaveLength(2);
});

it('answers what no route did before it handles errors', () => {
  expect(emitted.root.indexOf('app.use(notFound')).toBeLessThan(emitted.root.indexOf('app.use(handleErrors'));
});
