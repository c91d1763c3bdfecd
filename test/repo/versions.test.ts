import { describe, expect, it } from 'vitest';
import { majorOf, oldestIn, versionOf } from '../../src/repo/versions.js';

describe('versions', () => {
  it.each([
    ['11.14.0', '11.14.0'],
    ['v24', '24.0.0'],
    ['22.x', '22.0.0'],
    [' 22.12\n', '22.12.0'],
    ['12.21.0+sha512.abc', '12.21.0'],
    ['11.0.0-rc.1', '11.0.0'],
    ['>=22', undefined],
    ['lts/*', undefined],
    ['', undefined],
  ])('%j names %s', (text, version) => {
    expect(versionOf(text)).toBe(version);
  });

  it.each([
    ['^22.22.2 || >=24.15', '22.22.2'],
    ['>=24 || ^22.1', '22.1.0'],
    ['>= 20.19', '20.19.0'],
    ['>=20 <23', '20.0.0'],
    ['20 - 22', '20.0.0'],
    ['~5.1', '5.1.0'],
    ['>18', '19.0.0'],
    ['<23', undefined],
    ['<20 || >=22', undefined],
    ['*', undefined],
    ['lts/*', undefined],
    ['npm:express@5', undefined],
    [`${'1 || '.repeat(100_000)}1`, undefined],
  ])('%.30j begins at %s', (range, version) => {
    expect(oldestIn(range)).toBe(version);
  });

  it('has a major where a range has a beginning', () => {
    expect([majorOf('^4.18.2'), majorOf('5.x'), majorOf('latest'), majorOf('workspace:^5')]).toEqual([
      4,
      5,
      undefined,
      undefined,
    ]);
  });
});
