import { describe, expect, it } from 'vitest';
import type { Composition, Framework } from '../../src/define/framework.js';
import { partsOf } from '../../src/wire/wiring-points.js';

/** Only how much there is of each kind is looked at. */
const composed = (has: Partial<Record<keyof Composition, readonly unknown[]>>): Composition =>
  ({ before: [], after: [], server: [], settings: [], serverSettings: [], ...has }) as unknown as Composition;
const wiring = (...parts: readonly string[]): Framework['wiring'] =>
  Object.fromEntries(parts.map((part) => [part, {}])) as unknown as Framework['wiring'];

describe('the places of an app that a composition needs', () => {
  it.each([
    ['none for nothing', {}, []],
    ['that of the slot, where the framework has one', { after: [1] }, ['after']],
    ['the constructor for its settings', { settings: [1] }, ['create']],
    ['the constructor for settings of the server', { serverSettings: [1] }, ['create']],
    ['the constructor for both, once', { settings: [1], serverSettings: [1] }, ['create']],
  ] as const)('are %s', (_, has, parts) => {
    const found = partsOf(composed(has), wiring('create', 'before', 'after', 'server'));
    expect(found).toEqual(parts);
  });

  it('are those before the routes, for a slot of which the framework has none', () => {
    expect(partsOf(composed({ after: [1], server: [1] }), wiring('before'))).toEqual(['before']);
    expect(partsOf(composed({ before: [1], settings: [1] }), wiring('before'))).toEqual(['before']);
  });
});
