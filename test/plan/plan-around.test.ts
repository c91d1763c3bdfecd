import { describe, expect, it } from 'vitest';
import { alone, type Answers, type Within } from '../../src/define/answers.js';
import type { PackageManager } from '../../src/define/words.js';
import type { FileAbove } from '../../src/plan/around.js';
import { managerVersion } from '../../src/plan/package-managers.js';
import { planAround } from '../../src/plan/plan-around.js';

const inRepository: Within = { ...alone, repository: 'apps/api' };
const inWorkspace: Within = { ...alone, repository: 'js/apps/api', workspace: 'apps/api' };

type Texts = Readonly<Record<string, string | 'unread'>>;
const planned = (
  around: readonly FileAbove[],
  texts: Texts = {},
  within: Within | undefined = inRepository,
  packageManager: PackageManager = 'npm',
) => {
  const answers = { name: 'api', packageManager, within } as unknown as Answers;
  return planAround({ answers, around, above: (path) => texts[path] });
};
const nothing = { changes: [], notes: [], leftToDo: [] };

const workflow: FileAbove = { path: '.github/workflows/api-ci.yml', text: 'name: CI\n', form: 'whole' };
const entry = (name: string): string => `  - package-ecosystem: ${name}\n    directory: /\n`;
const updates: FileAbove = {
  path: '.github/dependabot.yml',
  text: `version: 2\nupdates:\n${entry('npm')}${entry('docker')}`,
  form: 'updates',
};
const settings: FileAbove = {
  path: 'js/.npmrc',
  text: '# ours\nsave-exact=true\nmin-release-age=7\n\n',
  form: 'settings',
};

describe('a file above the service', () => {
  it('is made where there is none', () => {
    expect(planned([workflow, updates])).toEqual({
      ...nothing,
      changes: [
        { path: workflow.path, kind: 'create', after: workflow.text, owner: 'owned' },
        { path: updates.path, kind: 'create', after: updates.text, owner: 'owned' },
      ],
    });
  });

  it('that is not text is left, and named as the user finds it from the service', () => {
    const plan = planned([workflow, updates], { [workflow.path]: 'unread', [updates.path]: 'unread' });
    expect(plan).toEqual({ ...nothing, leftToDo: [expect.any(String), expect.any(String)] });
    expect(plan.leftToDo[0]).toMatch(/^\.\.\/\.\.\/\.github\/workflows\/api-ci\.yml is not readable/);
  });

  it('that stands as it would be written needs nothing', () => {
    expect(planned([workflow], { [workflow.path]: workflow.text })).toEqual(nothing);
    expect(planned([updates], { [updates.path]: updates.text }).changes).toEqual([]);
  });

  it('of a whole form stays as it is, if it is another', () => {
    const plan = planned([workflow], { [workflow.path]: 'name: Theirs\n' });
    expect(plan).toEqual({
      ...nothing,
      leftToDo: [
        "../../.github/workflows/api-ci.yml exists and was left unchanged: the service's own was not written.",
      ],
    });
  });

  it('gets the updates that it lacks, and the user is told', () => {
    const before = `version: 2\nupdates:\n${entry('pip')}`;
    const plan = planned([updates], { [updates.path]: before });
    const after = `${before}${entry('npm')}${entry('docker')}`;
    expect(plan.changes).toEqual([{ path: updates.path, kind: 'update', before, after, owner: 'wired' }]);
    expect(plan.notes).toEqual([
      '../../.github/dependabot.yml is shared with other projects: its content stays, ' +
        'and only what was missing is added.',
    ]);
    expect(plan.leftToDo).toEqual([]);
  });

  it('gets the settings that it lacks, and those with other values stay and are named', () => {
    const before = 'min-release-age=1\nsave-exact=false\nfund=false\n';
    const plan = planned([settings], { [settings.path]: before }, inWorkspace);
    expect(plan).toEqual({
      ...nothing,
      leftToDo: [
        '../../../js/.npmrc has other values, which stay, for save-exact; min-release-age. ' +
          'This service would have:\n      # ours\n      save-exact=true\n      min-release-age=7',
      ],
    });
    const partly = planned([settings], { [settings.path]: 'min-release-age=1\n' }, inWorkspace);
    expect(partly.changes).toMatchObject([{ after: 'min-release-age=1\n# ours\nsave-exact=true\n' }]);
    expect(partly.notes).toHaveLength(1);
    expect(partly.leftToDo).toHaveLength(1);
  });

  it('that is not understood is left, with the text to add', () => {
    const plan = planned([updates], { [updates.path]: 'version: 2\nupdates: []\n' });
    expect(plan).toEqual({
      ...nothing,
      leftToDo: [
        '../../.github/dependabot.yml could not be edited safely. Add to it:\n' +
          '      version: 2\n      updates:\n        - package-ecosystem: npm\n          directory: /\n' +
          '        - package-ecosystem: docker\n          directory: /',
      ],
    });
  });
});

describe('the package manager at the root of a workspace', () => {
  const before = '{ "name": "shop" }\n';
  const path = 'js/package.json';

  it('is named if it is not yet, for older ones ignore settings', () => {
    const plan = planned([], { [path]: before }, inWorkspace);
    const wanted = `npm@${managerVersion({ packageManager: 'npm' })}`;
    const after = `{ "name": "shop", "packageManager": "${wanted}" }\n`;
    expect(plan.changes).toEqual([{ path, kind: 'update', before, after, owner: 'wired' }]);
    expect(plan.notes).toEqual([
      `../../../js/package.json names ${wanted} now: older versions ignore a part of .npmrc.`,
    ]);
    expect(plan.leftToDo).toEqual([]);
  });

  it.each<[string, Texts, Within | undefined, PackageManager]>([
    ['outside a workspace', { 'package.json': before, 'apps/api/package.json': before }, inRepository, 'npm'],
    ['where the service stands alone', { 'package.json': before }, undefined, 'npm'],
    ['where a version is named', { [path]: before }, { ...inWorkspace, managerVersion: '11.0.0' }, 'npm'],
    ['where package.json names another', { [path]: '{ "packageManager": "npm@1.0.0" }' }, inWorkspace, 'npm'],
    ['for pnpm, which gets a range', { [path]: before }, inWorkspace, 'pnpm'],
    ['without a package.json', {}, inWorkspace, 'npm'],
    ['where package.json is not text', { [path]: 'unread' }, inWorkspace, 'npm'],
  ])('is left %s', (_, texts, within, packageManager) => {
    expect(
      planAround({
        answers: { name: 'api', packageManager, within } as unknown as Answers,
        around: [],
        above: (at) => texts[at],
      }),
    ).toEqual(nothing);
  });
});
