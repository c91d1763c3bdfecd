import { expect, it } from 'vitest';
import { addNext } from '../../src/commands/add-next.js';
import type { DetectedRepo } from '../../src/repo/detected-repo.js';
import type { Plan } from '../../src/plan/plan.js';

const repo = (above = '') =>
  ({ packageManager: 'pnpm', workspace: { above } }) as unknown as Pick<
    DetectedRepo,
    'packageManager' | 'workspace'
  >;
const plan = (...paths: readonly string[]) =>
  ({ changes: paths.map((path) => ({ path })) }) as unknown as Pick<Plan, 'changes'>;

it('installs first where packages came, then looks at a booted copy', () => {
  expect(addNext(repo(), plan('package.json', 'src/a.ts'), 'rampart')).toEqual([
    'pnpm install',
    'rampart verify --boot   # boots a copy, and looks again',
  ]);
});

it('says where to install in a workspace, and nothing where no package came', () => {
  expect(addNext(repo('../..'), plan('package.json'), 'rampart')[0]).toContain('../..');
  expect(addNext(repo(), plan('src/a.ts'), 'rampart')).toHaveLength(1);
});
