import { describe, expect, it } from 'vitest';
import { alone, type Answers, type Within } from '../../src/define/answers.js';
import type { PackageManager } from '../../src/define/words.js';
import { parted, prefixOf } from '../../src/plan/around.js';
import type { Emitted } from '../../src/plan/emitted.js';
import {
  billOf,
  managerNamed,
  managerPackage,
  managerVersion,
  packageManagerCommands,
  rootOf,
  upFrom,
} from '../../src/plan/package-managers.js';
import { placeData } from '../../src/plan/place-data.js';
import { placementNotes } from '../../src/plan/placement.js';

const inRepository: Within = { ...alone, repository: 'apps/api' };
const inWorkspace: Within = { repository: 'js/apps/api', workspace: 'apps/api', managerVersion: '10.26.0' };
const atTop: Within = { ...alone, repository: 'apps/api', workspace: 'apps/api' };

const answers = (within?: Within, packageManager: PackageManager = 'npm'): Answers => ({
  name: '@acme/Api',
  framework: 'any',
  target: 'any',
  preset: 'minimal',
  pieces: [],
  options: {},
  packageManager,
  node: '26',
  ...(within && { within }),
});

describe('the files of a service', () => {
  const file = (path: string, text = `text of ${path}\n`): Emitted => ({ path, text, owner: 'owned' });
  const readme = file(
    'README.md',
    'See `.github/workflows/ci.yml`, `.npmrc`, `package-lock.json`, `.dockerignore` and `src/app.ts`.\n' +
      'Not .npmrc without marks, nor `npm ci .npmrc` as a command; `.github/dependabot.yml` has them.\n',
  );
  const code = file('src/app.ts', '// `.github/workflows/ci.yml`\n');
  const files = [
    file('.github/workflows/ci.yml'),
    file('.github/workflows/nightly/scan.yml'),
    file('.github/dependabot.yml'),
    file('.npmrc'),
    file('docs/.github/workflows/ci.yml'),
    readme,
    code,
  ];

  it('all stay in its folder where it stands alone', () => {
    expect(parted(files, answers())).toEqual({ inside: files, around: [] });
    expect(parted(files, answers(alone))).toEqual({ inside: files, around: [] });
  });

  it('are at the top of the repository if tools look for them only there, under a name of the service', () => {
    const { inside, around } = parted(files, answers(inRepository));
    expect(around).toEqual([
      {
        path: '.github/workflows/acme-api-ci.yml',
        text: 'text of .github/workflows/ci.yml\n',
        form: 'whole',
      },
      {
        path: '.github/workflows/acme-api-nightly/scan.yml',
        text: 'text of .github/workflows/nightly/scan.yml\n',
        form: 'whole',
      },
      { path: '.github/dependabot.yml', text: 'text of .github/dependabot.yml\n', form: 'updates' },
    ]);
    expect(inside.map(({ path }) => path)).toEqual([
      '.npmrc',
      'docs/.github/workflows/ci.yml',
      'README.md',
      'src/app.ts',
    ]);
  });

  it('are named in documents with their new places, and in nothing else', () => {
    const { inside } = parted(files, answers(inRepository));
    expect(inside.find(({ path }) => path === 'README.md')).toEqual({
      ...readme,
      text:
        'See `../../.github/workflows/acme-api-ci.yml`, `.npmrc`, `package-lock.json`, `.dockerignore` ' +
        'and `src/app.ts`.\n' +
        'Not .npmrc without marks, nor `npm ci .npmrc` as a command; `../../.github/dependabot.yml` has them.\n',
    });
    expect(inside.find(({ path }) => path === 'src/app.ts')).toEqual(code);
  });

  it('are at the root of a workspace if they are settings of its package manager', () => {
    const { inside, around } = parted(files, answers(inWorkspace));
    expect(around.at(-1)).toEqual({ path: 'js/.npmrc', text: 'text of .npmrc\n', form: 'settings' });
    expect(inside.map(({ path }) => path)).toEqual([
      'docs/.github/workflows/ci.yml',
      'README.md',
      'src/app.ts',
    ]);
    expect(inside[1]?.text).toBe(
      'See `../../../.github/workflows/acme-api-ci.yml`, `../../../js/.npmrc`, `../../package-lock.json`, ' +
        '`Dockerfile.dockerignore` and `src/app.ts`.\n' +
        'Not .npmrc without marks, nor `npm ci .npmrc` as a command; `../../../.github/dependabot.yml` has them.\n',
    );
  });

  it('stay if they are settings of another package manager', () => {
    const { inside, around } = parted([file('.npmrc'), file('pnpm-workspace.yaml')], answers(atTop, 'pnpm'));
    expect(around.map(({ path }) => path)).toEqual(['pnpm-workspace.yaml']);
    expect(inside.map(({ path }) => path)).toEqual(['.npmrc']);
  });

  it('name the lockfile of the workspace, even if none of them moves', () => {
    const { inside, around } = parted([file('README.md', '`yarn.lock` and `package-lock.json`\n')], {
      ...answers(atTop, 'yarn'),
    });
    expect(around).toEqual([]);
    expect(inside[0]?.text).toBe('`../../yarn.lock` and `package-lock.json`\n');
  });
});

describe('the prefix of workflows', () => {
  it.each([
    ['api', 'api-'],
    ['@acme/Api', 'acme-api-'],
    ['my.great__service', 'my-great-service-'],
    ['--v2--', 'v2-'],
  ])('of %s is %s', (name, prefix) => {
    expect(prefixOf(name)).toBe(prefix);
  });
});

describe('paths between a service and its workspace', () => {
  it('lead up by one step for each folder', () => {
    expect(['', 'api', 'apps/api', 'js/apps/api'].map(upFrom)).toEqual(['.', '..', '../..', '../../..']);
  });

  it('say where the root of the workspace is', () => {
    expect(rootOf(inWorkspace)).toBe('js');
    expect(rootOf(atTop)).toBe('');
    expect(rootOf({ ...alone, repository: 'a/b/apps/api', workspace: 'apps/api' })).toBe('a/b');
    expect(rootOf({ ...alone, repository: 'a', workspace: '' })).toBe('a');
  });
});

describe('data of templates about the place', () => {
  it('are plain where the service stands alone', () => {
    const plain = {
      package: '.',
      packages: '/',
      workflow: {
        name: 'CI',
        scanning: 'Code scanning',
        prefix: '',
        folder: '',
        defaults: [],
        inputs: [],
        scope: [],
      },
    };
    expect(placeData({ name: 'api' })).toEqual(plain);
    expect(placeData({ name: 'api', within: alone })).toEqual(plain);
  });

  it('keep workflows to the folder of the service', () => {
    expect(placeData({ name: '@acme/Api', within: inRepository })).toEqual({
      package: '.',
      packages: '/apps/api',
      workflow: {
        name: 'CI of @acme/Api',
        scanning: 'Code scanning of @acme/Api',
        prefix: 'acme-api-',
        folder: 'apps/api/',
        defaults: ['defaults:', '  run:', '    working-directory: apps/api', ''],
        inputs: ['inputs: .github/workflows/acme-api-ci.yml .github/workflows/acme-api-code-scanning.yml'],
        scope: ['config: |', '  paths: [apps/api]'],
      },
    });
  });

  it('name the package, and the folder of the lockfile, in a workspace', () => {
    expect(placeData({ name: 'api', within: inWorkspace })).toMatchObject({
      package: 'apps/api',
      packages: '/js',
    });
    expect(placeData({ name: 'api', within: atTop })).toMatchObject({ package: 'apps/api', packages: '/' });
  });
});

describe('what does not work in the folder of a new service', () => {
  const workspace = { root: '/home/me/shop', above: '../..', manager: 'pnpm' } as const;
  const standing = { top: '/home/me/shop', repository: '../..', workspace, within: undefined };

  it('is nothing outside a workspace', () => {
    expect(placementNotes({ ...standing, repository: '', workspace: undefined }, 'npm')).toEqual([]);
  });

  it('is nothing in a workspace of the same package manager, in a repository', () => {
    expect(placementNotes(standing, 'pnpm')).toEqual([]);
    expect(placementNotes({ ...standing, workspace: { ...workspace, manager: undefined } }, 'npm')).toEqual(
      [],
    );
  });

  it('is a workspace without a repository', () => {
    const notes = placementNotes({ ...standing, repository: '' }, 'pnpm');
    expect(notes).toEqual([
      'There is no git repository around it: make one at the root of the workspace, ../...',
    ]);
  });

  it('is another package manager, with the flag that mends it', () => {
    const notes = placementNotes(standing, 'npm');
    expect(notes).toEqual([
      'The workspace uses pnpm, but this service uses npm: make it again with --package-manager pnpm.',
    ]);
  });
});

describe('the version of the package manager', () => {
  it('is the one that the workspace names, else ours', () => {
    expect(managerVersion({ packageManager: 'yarn', within: inWorkspace })).toBe('10.26.0');
    const ours = managerVersion({ packageManager: 'yarn' });
    expect(ours).toMatch(/^\d+\.\d+\.\d+$/);
    expect(managerVersion({ packageManager: 'yarn', within: atTop })).toBe(ours);
    expect(managerVersion({ packageManager: 'npm' })).not.toBe(ours);
  });

  it('is exact in package.json, and a range for pnpm', () => {
    expect(managerNamed({ packageManager: 'npm', within: inWorkspace })).toEqual({
      packageManager: 'npm@10.26.0',
      engines: {},
    });
    expect(managerNamed({ packageManager: 'pnpm', within: inWorkspace })).toEqual({
      engines: { pnpm: '>=10.26' },
    });
  });

  it('is that of a package on the registry, which for Yarn has another name', () => {
    expect(managerPackage({ packageManager: 'yarn', within: inWorkspace })).toBe('@yarnpkg/cli-dist@10.26.0');
    expect(managerPackage({ packageManager: 'bun', within: inWorkspace })).toBe('bun@10.26.0');
  });
});

describe('the step that writes the bill of materials', () => {
  const name = 'api';

  it.each(['npm', 'pnpm', 'yarn', 'bun'] as const)(
    'is one line with %s outside a workspace',
    (packageManager) => {
      const line = [`run: ${packageManagerCommands[packageManager].sbom} > sbom.cdx.json`];
      expect(billOf({ name, packageManager })).toEqual(line);
      expect(billOf({ name, packageManager, within: inRepository })).toEqual(line);
    },
  );

  it('keeps pnpm to the package in a workspace', () => {
    expect(billOf({ name, packageManager: 'pnpm', within: inWorkspace })).toEqual([
      'run: pnpm sbom --sbom-format cyclonedx --prod --filter . > sbom.cdx.json',
    ]);
  });

  it.each([
    ['npm', []],
    ['yarn', ['  yarn workspaces focus']],
    [
      'bun',
      [
        '  rm -rf ../../node_modules node_modules',
        '  bun install --linker=hoisted --frozen-lockfile --ignore-scripts --filter .',
      ],
    ],
  ] as const)('sets apart what the package ships with %s in a workspace', (packageManager, first) => {
    const [comment, ...lines] = billOf({ name, packageManager, within: inWorkspace });
    expect(comment).toMatch(/^# \w/);
    expect(lines).toEqual([
      'run: |',
      ...first,
      '  mkdir shipped && cp package.json shipped/ && cp -R ../../node_modules shipped/',
      '  rm -f shipped/node_modules/api',
      '  npm sbom --sbom-format cyclonedx --omit dev --prefix shipped > sbom.cdx.json',
    ]);
  });
});
