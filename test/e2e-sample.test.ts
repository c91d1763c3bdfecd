import { expect, it } from 'vitest';
import { sampleOf } from './e2e/support/sample.js';

const list = Array.from({ length: 20 }, (_, index) => `piece-${index}`);
const own = (name: string): string => name;
const everyFourth = [0, 4, 8, 12, 16].map((index) => `piece-${index}`);

it('takes every n-th, and what a commit touches', () => {
  const sampling = { every: 4, paths: ['templates/piece-7/a.ts'], turnOf: () => 0 };
  expect(sampleOf(list, own, { ...sampling, paths: [] })).toEqual(everyFourth);
  expect(new Set(sampleOf(list, own, sampling))).toEqual(new Set([...everyFourth, 'piece-7']));
});

it('takes at most twice its share, however much a commit touches, and others with another commit', () => {
  const all = { every: 4, paths: list };
  const one = sampleOf(list, own, { ...all, turnOf: () => 0 });
  const other = sampleOf(list, own, { ...all, turnOf: (count) => count - 1 });
  expect([one.length, other.length]).toEqual([10, 10]);
  expect(one).toEqual(expect.arrayContaining(everyFourth));
  expect(other).not.toEqual(one);
});
