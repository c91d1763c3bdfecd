import { describe, expect, it } from 'vitest';
import type { ControlRow, Report } from '../../src/report/shape.js';
import { actsOf, rowsOf, type Seen } from './rows.js';
import { table } from './table.js';

const line = (state: 'done' | 'open', because = 'a, b') => ({
  ...{ text: 'A box', state, grade: 2 as const, because, controls: ['a', 'b', 'c'], unprobed: [] },
});
const control = (id: string, outcome: ControlRow['outcome'], because: string): ControlRow =>
  ({ id, outcome, because, grade: outcome === 'pass' ? 3 : 0 }) as ControlRow;

function seen(framework: string, target: string, because: string, act: 'done' | 'open' = 'open'): Seen {
  const block = (title: string, state: 'done' | 'open') => ({ title, lines: [line(state)] });
  const report = {
    sections: [block('Section', 'done'), block('Another', 'open')],
    tiers: [],
    phases: [block('Before', act)],
    controls: [
      control('a', 'pass', because),
      control('b', 'pass', 'b holds'),
      control('c', 'not-applicable', 'no c here'),
    ],
  } as unknown as Report;
  return { framework, target, report };
}

describe('boxes of fresh services', () => {
  const all = [seen('x', 't1', 'a holds'), seen('x', 't2', 'a holds'), seen('y', 't1', 'a holds, too')];

  it('have a row for each control behind them, merged where they say the same', () => {
    expect(rowsOf(all).map(({ evidence, grade, on }) => `${evidence}, ${grade}, ${on.length}`)).toEqual([
      'a: a holds, proven locally, 2',
      'a: a holds, too, proven locally, 1',
      'b: b holds, proven locally, 3',
    ]);
    expect(table(rowsOf(all), all).split('\n').slice(2)).toEqual([
      '| Section | A box | proven locally | a: a holds | x on all |',
      '| Section | A box | proven locally | a: a holds, too | y on t1 |',
      '| Section | A box | proven locally | b: b holds | all |',
    ]);
  });

  it('name an act that nobody did', () => {
    expect(actsOf(all)).toEqual([]);
    expect(actsOf([...all, seen('y', 't2', 'a holds', 'done')])).toEqual(['y on t2: A box (a, b)']);
  });
});
