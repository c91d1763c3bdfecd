import { expect, it } from 'vitest';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('upgrades');

it('brings its files', () => {
  expect(emitted.paths).toEqual(
    expect.arrayContaining(['src/security/upgrades.ts', 'test/upgrades.test.ts']),
  );
});

it('joins the composition root once', () => {
  expect(emitted.root.split('guardUpgrades(server, ctx.config, ctx.logger);')).toHaveLength(2);
});

it('promises no control by itself', () => {
  expect(emitted.piece.controls).toEqual([]);
});
