import { expect, it } from 'vitest';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('health');

it('brings its files', () => {
  expect(emitted.paths).toEqual(expect.arrayContaining(['src/health/health.ts', 'src/health/readiness.ts']));
});

it('joins the composition root once', () => {
  expect(emitted.root.split('addHealthChecks(app, ctx.config);')).toHaveLength(2);
});
