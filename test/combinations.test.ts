import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combinations, factors, nameOf, uncovered } from './support/combinations.js';

describe('the covering array', () => {
  const rows = combinations();

  it('has every pair of answers to every two questions', () => {
    expect(uncovered(factors, rows)).toEqual([]);
  });

  it('is found wanting when what one combination alone has is taken away', () => {
    const lost = rows.map((_, place) =>
      uncovered(
        factors,
        rows.filter((_row, index) => index !== place),
      ),
    );
    expect(lost.filter((pairs) => pairs.length > 0).length).toBeGreaterThan(rows.length / 2);
  });

  it('is much shorter than all combinations, and the same each time', () => {
    const all = Object.values(factors).reduce((product, { length }) => product * length, 1);
    expect(rows.length).toBeLessThan(all / 5);
    expect(combinations().map(nameOf)).toEqual(rows.map(nameOf));
  });

  it('covers whatever factors there are', () => {
    const factor = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(factor, { minLength: 2, maxLength: 5 }), (lists) => {
        const of = Object.fromEntries(lists.map((list, index) => [`f${String(index)}`, list]));
        expect(uncovered(of, combinations(of))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});
