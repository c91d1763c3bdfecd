import { expect, it } from 'vitest';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('security-txt');

it('brings its files', () => {
  expect(emitted.paths).toEqual(expect.arrayContaining(['src/security-txt.ts', 'test/app.test.ts']));
});

it('joins the composition root once', () => {
  expect(emitted.root.split("app.use('/.well-known', securityTxtRouter(ctx.config));")).toHaveLength(2);
});
