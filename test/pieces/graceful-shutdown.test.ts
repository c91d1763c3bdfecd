import { expect, it } from 'vitest';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('graceful-shutdown');

it('brings its files', () => {
  expect(emitted.paths).toEqual(expect.arrayContaining(['src/security/process.ts']));
});

it('joins the composition root once', () => {
  expect(emitted.root.split('drainOnSignal(server, ctx.config, ctx.logger);')).toHaveLength(2);
});
