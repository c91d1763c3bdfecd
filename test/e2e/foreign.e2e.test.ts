import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { caseNames, runCase } from '../foreign/run-case.js';
import { nameOf, saidOf } from '../foreign/tally.js';
import { sampled } from './support/sample.js';

const known: readonly string[] = readFileSync(join(import.meta.dirname, '../foreign/known-wrong.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

describe('services that rampart did not make', () => {
  it.each(sampled(caseNames, (name) => name))(
    '%s: a mistake never passes, good work never fails',
    async (name) => {
      const lines = await runCase(name);
      expect(lines.length).toBeGreaterThan(0);
      expect(lines.every(({ outcome }) => outcome !== 'no report')).toBe(true);
      const wrong = lines.filter(({ said }) => said === 'wrong').map((line) => nameOf(name, line));
      expect(wrong.sort()).toEqual(known.filter((line) => line.startsWith(`${name} `)).sort());
    },
    600_000,
  );

  it('counts a verifier that says nothing as wrong', () => {
    const bad = { mode: 'boot', kind: 'bad', control: 'x' } as const;
    expect(saidOf(bad, undefined)).toBe('wrong');
    expect(saidOf(bad, { controls: [{ id: 'x', outcome: 'pass', because: '' }] })).toBe('wrong');
    expect(saidOf({ ...bad, kind: 'good' }, { controls: [{ id: 'x', outcome: 'fail', because: '' }] })).toBe(
      'wrong',
    );
  });
});
