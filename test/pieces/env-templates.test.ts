import { expect, it } from 'vitest';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('env-templates');

it('brings its files', () => {
  expect(emitted.paths).toEqual(expect.arrayContaining(['.env.example', '.env.production.template']));
});

it('promises its controls', () => {
  expect(emitted.piece.controls).toEqual(['secrets-template']);
});

it('names every variable in both templates, and no secret', () => {
  const names = (path: string) => emitted.text(path).match(/^[A-Z_]+(?==)/gm);
  expect(names('.env.example')).toEqual(names('.env'));
  expect(names('.env.production.template')).toEqual(names('.env'));
  expect(emitted.text('.env.example')).toMatch(/^OPERATIONS_TOKEN=$/m);
  expect(emitted.text('.env.production.template')).toMatch(/^OPERATIONS_TOKEN=$/m);
});
