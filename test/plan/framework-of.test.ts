import { expect, it } from 'vitest';
import type { Framework } from '../../src/define/framework.js';
import type { Manifest } from '../../src/define/manifest.js';
import { frameworkIn, frameworkOf } from '../../src/plan/framework-of.js';
import type { DetectedRepo } from '../../src/repo/detected-repo.js';

const frameworks = [{ id: 'mine' }, { id: 'other' }] as unknown as readonly Framework[];

it('the framework of a manifest is the one that it names, where there is such a one', () => {
  const named = (framework: string) => ({ answers: { framework } }) as Manifest;
  expect(frameworkOf(named('other'), { frameworks })).toBe(frameworks[1]);
  expect(frameworkOf(named('koa'), { frameworks })).toBeUndefined();
  expect(frameworkOf(undefined, { frameworks })).toBeUndefined();
});

it('the framework in a repo is the one that was found, where there is such a one', () => {
  const found = (framework: unknown) => ({ framework }) as DetectedRepo;
  expect(frameworkIn(found({ kind: 'known', id: 'other' }), { frameworks })).toBe(frameworks[1]);
  expect(frameworkIn(found({ kind: 'known', id: 'koa' }), { frameworks })).toBeUndefined();
  expect(frameworkIn(found({ kind: 'unknown' }), { frameworks })).toBeUndefined();
});
