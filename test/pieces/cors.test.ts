import { expect, it } from 'vitest';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('cors');

it('brings its files', () => {
  expect(emitted.paths).toEqual(expect.arrayContaining(['src/security/cors.ts']));
});

it('joins the composition root once', () => {
  expect(emitted.root.split('app.use(cors(ctx.config));')).toHaveLength(2);
});
