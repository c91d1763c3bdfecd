import { expect, it } from 'vitest';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('https-only');

it('brings its files', () => {
  expect(emitted.paths).toEqual(expect.arrayContaining(['src/security/https-only.ts']));
});

it('joins the composition root once', () => {
  expect(emitted.root.split('app.use(httpsOnly(ctx.config));')).toHaveLength(2);
});

it('comes after the proxies are known', () => {
  expect(emitted.root.indexOf("'trust proxy'")).toBeLessThan(emitted.root.indexOf('httpsOnly(ctx'));
});
