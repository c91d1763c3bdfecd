import { expect, it } from 'vitest';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('proxy-trust');

it('brings its files', () => {
  expect(emitted.paths).toEqual(expect.arrayContaining(['src/security/proxy-trust.ts']));
});

it('joins the composition root once', () => {
  expect(
    emitted.root.split("app.set('trust proxy', trustedProxy(ctx.config.TRUST_PROXY, ctx.logger));"),
  ).toHaveLength(2);
});
