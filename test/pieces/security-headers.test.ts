import { expect, it } from 'vitest';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('security-headers');

it('brings its files', () => {
  expect(emitted.paths).toEqual(expect.arrayContaining(['src/security/headers.ts']));
});

it('joins the composition root once', () => {
  expect(emitted.root.split('app.use(securityHeaders);')).toHaveLength(2);
});
