import { expect, it, vi } from 'vitest';

it('takes at most twice its share, however much a commit touches, and all without a share', async () => {
  const list = Array.from({ length: 20 }, (_, index) => index);
  const touchesAll = (): string => '';
  vi.stubEnv('RAMPART_SAMPLE', '4');
  const { sampled } = await import('./e2e/support/sample.js');
  const chosen = sampled(list, touchesAll);
  expect(chosen).toEqual(expect.arrayContaining([0, 4, 8, 12, 16]));
  expect(chosen.length).toBeLessThanOrEqual(10); // fewer after a merge, whose paths git does not name
  expect(sampled(list, touchesAll)).toEqual(chosen);
  expect(sampled(list, () => 'no path of any commit has this')).toEqual([0, 4, 8, 12, 16]);
  vi.resetModules();
  vi.stubEnv('RAMPART_SAMPLE', '1');
  expect((await import('./e2e/support/sample.js')).sampled(list, touchesAll)).toEqual(list);
  vi.unstubAllEnvs();
});
