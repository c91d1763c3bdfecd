import { expect, it } from 'vitest';
import { warnIfUnsupported } from '../../templates/pieces/runtime/any/src/security/process+version.js';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('runtime');

it('brings its files', () => {
  expect(emitted.paths).toEqual(expect.arrayContaining(['.nvmrc', 'src/security/process.ts']));
});

it('joins the composition root once', () => {
  expect(emitted.root.split('warnIfUnsupported(ctx.logger);')).toHaveLength(2);
});

it('names the line that was answered', () => {
  expect(emitted.text('.nvmrc').trim()).toBe('26');
});

it.each([
  ['20.20.2', '2026-11-28', 'warns'],
  ['21.7.3', '2026-11-28', 'warns'],
  ['23.11.1', '2026-11-28', 'warns'],
  ['25.9.0', '2026-11-28', 'warns'],
  ['25.9.0', '2026-05-01', 'is silent'],
  ['22.12.0', '2026-11-28', 'is silent'],
  ['22.12.0', '2027-05-01', 'warns'],
  ['26.10.0', '2026-11-28', 'is silent'],
  ['27.0.0', '2027-11-28', 'is silent'],
])('on Node %s at %s %s', (version, day, outcome) => {
  const said: string[] = [];
  warnIfUnsupported({ warn: (text) => void said.push(text) }, version, new Date(day));
  expect(said).toHaveLength(outcome === 'warns' ? 1 : 0);
});
