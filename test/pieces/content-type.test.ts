import { expect, it } from 'vitest';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('content-type');

it('brings its files', () => {
  expect(emitted.paths).toEqual(expect.arrayContaining(['src/security/content-type.ts']));
});

it('joins the composition root once', () => {
  expect(emitted.root.split('app.use(jsonOnly);')).toHaveLength(2);
});

it('comes before the parser', () => {
  expect(emitted.root.indexOf('app.use(jsonOnly')).toBeLessThan(emitted.root.indexOf('app.use(jsonBody'));
});
