import { expect, it } from 'vitest';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('http-timeouts');

it('brings its files', () => {
  expect(emitted.paths).toEqual(expect.arrayContaining(['src/security/http-timeouts.ts']));
});

it('joins the composition root once', () => {
  expect(emitted.root.split('limitConnections(server, ctx.config);')).toHaveLength(2);
});

it('hands createServer what cannot be set later', () => {
  expect(emitted.root).toMatch(/serverOptions: ServerOptions = \{\n {2}\.\.\.clientLimits,\n\}/);
});
