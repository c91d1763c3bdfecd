import { expect, it } from 'vitest';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('runtime');

it('brings its files', () => {
  expect(emitted.paths).toEqual(expect.arrayContaining(['.nvmrc', 'src/security/runtime.ts']));
});

it('joins the composition root once', () => {
  expect(emitted.root.split('warnIfUnsupported(ctx.logger);')).toHaveLength(2);
});

it('promises its controls', () => {
  expect(emitted.piece.controls).toEqual(['runtime-node-supported']);
});

it('names the line that was answered', () => {
  expect(emitted.text('.nvmrc').trim()).toBe('26');
});
