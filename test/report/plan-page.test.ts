import { expect, it } from 'vitest';
import { statusPath } from '../../src/report/page-state.js';
import { planPage, type PagePlan } from '../../src/report/plan-page.js';

const usual: PagePlan = {
  ...{ root: '/service', wanted: 'where ours', made: 'ours', only: [] },
  found: { state: 'absent' },
  text: () => 'page',
};

it('is a change of the page, with what is true where it fails', () => {
  const state = `${statusPath} is as it was.`;
  expect(planPage(usual)).toEqual({ root: '/service', path: statusPath, text: 'page', state });
});

it.each<[string, Partial<PagePlan>, 'written' | 'left']>([
  ['in a repository that rampart made', {}, 'written'],
  ['in another', { made: 'theirs' }, 'left'],
  ['in another, where it was asked for', { made: 'theirs', wanted: 'always' }, 'written'],
  ['where it was asked not to', { wanted: 'never' }, 'left'],
  ['by a run for some controls', { only: ['cors-allowlist'] }, 'left'],
  ['by a run for some controls, where it was asked for', { only: ['x'], wanted: 'always' }, 'left'],
  ['over a page of the user', { found: { state: 'theirs' }, wanted: 'always' }, 'left'],
  ['over one that was edited', { found: { state: 'edited' } }, 'written'],
])('%s', (_, more, expected) => {
  expect(planPage({ ...usual, ...more }) === undefined ? 'left' : 'written').toBe(expected);
});
