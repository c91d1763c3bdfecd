import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../generators/load-catalogue.js';
import type { Answers } from '../../src/define/answers.js';
import type { Above } from '../../src/plan/plan-around.js';
import { planNew } from '../../src/plan/plan-new.js';
import type { Change, Plan } from '../../src/plan/plan.js';
import { nothingBefore } from '../../src/repo/prior.js';

const catalogue = loadCatalogue();
const answers: Answers = {
  name: 'api',
  framework: catalogue.frameworks[0]?.id ?? '',
  target: catalogue.targets[0]?.id ?? '',
  preset: 'minimal',
  pieces: ['ci', 'dependency-policy'],
  options: {},
  packageManager: 'npm',
  node: '26',
};
const planned = (more: Partial<Parameters<typeof planNew>[0]> = {}): Plan =>
  planNew({ root: '/home/me/api', answers, catalogue, secret: (name) => `secret-${name}`, ...more });
/** A folder that has these files before. */
const having = (files: Readonly<Record<string, string>>): Plan =>
  planned({ prior: { names: Object.keys(files), text: (path) => files[path] } });
const changed = ({ changes }: Plan, path: string): Change | undefined =>
  changes.find((change) => change.path === path);
/** Made in each test, so that mutants of the plan are met there. */
const alone = (): Plan => planned();
const without = (plan: Plan, ...paths: string[]): readonly Change[] =>
  plan.changes.filter(
    ({ path }) => !paths.includes(path) && !/^(?:rampart|\.rampart\/base)\.json$/.test(path),
  );

describe('a new service in an empty folder', () => {
  it('is made of new files only', () => {
    const plan = alone();
    expect(plan).toMatchObject({ root: '/home/me/api', command: 'new', notes: [], leftToDo: [] });
    expect(plan).not.toHaveProperty('service');
    expect(new Set(plan.changes.map(({ kind }) => kind))).toEqual(new Set(['create']));
    expect(plan.changes.every((change) => !('before' in change))).toBe(true);
    expect(planned({ prior: nothingBefore, top: '/home/me' })).toEqual(plan);
  });

  it('keeps its secrets to its owner, and only those', () => {
    const { changes } = alone();
    const hidden = changes.filter((change) => change.privacy !== undefined || change.mode !== undefined);
    expect(hidden.map(({ path, mode, privacy }) => [path, mode, privacy])).toEqual([
      ['.env', 0o600, 'secret'],
    ]);
    expect(changes.filter((change) => 'mode' in change || 'privacy' in change)).toEqual(hidden);
  });

  it('has the owner of each file', () => {
    expect(changed(alone(), 'package.json')?.owner).toBe('assembled');
    expect(changed(alone(), 'src/app.ts')?.owner).toBe('owned');
  });
});

describe('a new service in a folder that has something', () => {
  it.each(['README', 'readme.md', 'README.rst'])('keeps %s and writes none of its own', (name) => {
    const plan = having({ [name]: '# Mine\n' });
    expect(plan.changes.map(({ path }) => path)).toEqual(
      alone()
        .changes.map(({ path }) => path)
        .filter((path) => path !== 'README.md'),
    );
    expect(plan.notes).toEqual([`${name} already exists and is left unchanged.`]);
    const manifest = JSON.parse(changed(plan, 'rampart.json')?.after ?? '') as { files: object };
    expect(Object.keys(manifest.files)).not.toContain('README.md');
  });

  it.each(['README.md.bak', 'my-readme.md', 'readme-old', 'LICENSE'])('has its README beside %s', (name) => {
    expect(having({ [name]: 'x\n' })).toEqual(alone());
  });

  it('keeps ignore rules, adds its own and says so', () => {
    const plan = having({ '.gitignore': '*.log\n', '.dockerignore': 'tmp' });
    for (const [path, before, own] of [
      ['.gitignore', '*.log\n', 'node_modules/'],
      ['.dockerignore', 'tmp', '!package*.json'],
    ] as const) {
      const change = changed(plan, path);
      expect(change).toMatchObject({ kind: 'update', before, owner: changed(alone(), path)?.owner });
      expect(change?.after.startsWith(`${before.trimEnd()}\n`)).toBe(true);
      expect(change?.after.split('\n')).toContain(own);
    }
    expect(plan.notes).toHaveLength(2);
    expect(plan.notes.join('\n')).toMatch(
      /^\.dockerignore already.*\n\.gitignore already exists: its lines stay/,
    );
    expect(without(plan, '.gitignore', '.dockerignore')).toEqual(
      without(alone(), '.gitignore', '.dockerignore'),
    );
  });

  it('says nothing of rules where there are none', () => {
    expect(having({ '.gitignore': '*.log\n' }).notes).toHaveLength(1);
    expect(having({ LICENSE: 'x\n' }).notes).toEqual([]);
  });

  it('changes no ignore file that has all its rules', () => {
    const layer = 'pieces/ignore-files/any';
    const layers = { ...catalogue.layers, [layer]: [{ path: '.gitignore', text: '*.log\ndist\n' }] };
    const plan = planned({
      catalogue: { ...catalogue, layers },
      prior: { names: ['.gitignore'], text: (path) => (path === '.gitignore' ? 'dist\n\n*.log' : undefined) },
    });
    expect(changed(plan, '.gitignore')).toBeUndefined();
    expect(without(plan)).toEqual(without(alone(), '.gitignore'));
  });

  it('extends ignore rules that are empty', () => {
    expect(changed(having({ '.gitignore': '' }), '.gitignore')).toMatchObject({ kind: 'update', before: '' });
  });

  it('merges nothing else: the file would be made, and the check before writing refuses that', () => {
    const layer = 'pieces/ignore-files/any';
    const more = ['.gitignore.old', 'docs/.gitignore'].map((path) => ({ path, text: 'a\n' }));
    const layers = { ...catalogue.layers, [layer]: [...(catalogue.layers[layer] ?? []), ...more] };
    const plan = planned({
      catalogue: { ...catalogue, layers },
      prior: { names: [], text: () => 'theirs\n' },
    });
    expect(plan.changes.flatMap(({ kind, path }) => (kind === 'update' ? [path] : []))).toEqual([
      '.dockerignore',
      '.gitignore',
    ]);
    expect(plan.notes).toHaveLength(2);
  });
});

describe('a new service in a repository', () => {
  const within = { repository: 'apps/api', workspace: '', managerVersion: '' };
  const inRepository = (above?: Above, more: Partial<Answers> = {}): Plan =>
    planned({ answers: { ...answers, within, ...more }, top: '/home/me', ...(above && { above }) });

  it('is one plan for its folder and the files at the top', () => {
    const plan = inRepository();
    expect(plan).toMatchObject({ root: '/home/me', service: 'apps/api', notes: [], leftToDo: [] });
    const paths = plan.changes.map(({ path }) => path);
    const atTop = paths.filter((path) => !path.startsWith('apps/api/'));
    expect(atTop).toEqual(expect.arrayContaining(['.github/workflows/api-ci.yml', '.github/dependabot.yml']));
    expect(atTop.every((path) => path.startsWith('.github/'))).toBe(true);
    expect(paths.slice(-atTop.length)).toEqual(atTop);
    expect(paths).toContain('apps/api/package.json');
    expect(changed(plan, 'apps/api/.env')).toMatchObject({ mode: 0o600, privacy: 'secret' });
  });

  it('is a plan for its folder alone(), if nothing above it changes', () => {
    const plan = inRepository(() => 'unread');
    expect(plan.root).toBe('/home/me/api');
    expect(plan).not.toHaveProperty('service');
    expect(plan.changes.map(({ path }) => path)).toContain('package.json');
    expect(plan.leftToDo?.length).toBeGreaterThan(1);
    expect(plan.leftToDo?.join('\n')).toContain('../../.github/workflows/api-ci.yml');
  });

  it('tells first what it changed above, then of the files in its folder', () => {
    const above: Above = (path) =>
      path === '.github/dependabot.yml'
        ? 'version: 2\nupdates:\n  - package-ecosystem: pip\n    directory: /\n'
        : undefined;
    const plan = planned({
      answers: { ...answers, within },
      above,
      prior: { names: ['README.md'], text: () => undefined },
    });
    expect(plan.notes.map((note) => note.split(' ')[0])).toEqual([
      '../../.github/dependabot.yml',
      'README.md',
    ]);
  });

  it('is not above its own folder by default', () => {
    expect(planned({ answers: { ...answers, within } }).root).toBe('/home/me/api');
  });
});

describe('a new service in a workspace', () => {
  it('has rules for Docker under a name that is merged with nothing', () => {
    const within = { repository: 'apps/api', workspace: 'apps/api', managerVersion: '' };
    const plan = planned({
      answers: { ...answers, within },
      prior: { names: [], text: () => 'theirs\n' },
      above: (path) => (path === 'package.json' ? '{ "name": "shop" }\n' : undefined),
    });
    expect(changed(plan, 'apps/api/Dockerfile.dockerignore')).toMatchObject({ kind: 'create' });
    expect(changed(plan, 'apps/api/.gitignore')).toMatchObject({ kind: 'update' });
    expect(changed(plan, '.npmrc')).toMatchObject({ kind: 'create' });
    expect(changed(plan, 'package.json')).toMatchObject({ kind: 'update' });
    expect(plan.service).toBe('apps/api');
  });
});
