import { describe, expect, it } from 'vitest';
import { matchesPath } from '../../src/repo/matches-path.js';

describe('a pattern of paths', () => {
  it.each([
    ['packages/*', 'packages/api', true],
    ['packages/*', 'packages/a/b', false],
    ['packages/**', 'packages/a/b', true],
    ['**/api', 'api', true],
    ['./packages/ap*/', '/packages/api', true],
    ['*', '.hidden', true],
    ['a*b*c', 'aXbXbc', true],
    ['ab*ba', 'aba', false],
    ['a.b', 'axb', false],
  ])('%s, beside %s: %s', (pattern, path, fits) => {
    expect(matchesPath(pattern, path)).toBe(fits);
  });

  it.each([
    ['of one name', `${'*a'.repeat(200)}b`, 'a'.repeat(1000)],
    ['of folders', `${'**/a/'.repeat(200)}b`, 'a/'.repeat(1000)],
  ])('full of stars costs no more: %s', (_, pattern, path) => {
    const started = process.cpuUsage();
    expect(matchesPath(pattern, path)).toBe(false);
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(2000);
  });
});
