import { describe, expect, it } from 'vitest';
import { code } from '../../src/define/code.js';
import type { Framework } from '../../src/define/framework.js';
import type { EnvVar } from '../../src/define/piece.js';
import type { Brought } from '../../src/plan/brought.js';
import type { Catalogue } from '../../src/plan/catalogue.js';
import { exampleFile, mergedChanges } from '../../src/plan/merge/files-of-the-repo.js';
import type { DetectedRepo } from '../../src/repo/detected-repo.js';

interface Facts {
  readonly files?: Readonly<Record<string, string>>;
  readonly declared?: Readonly<Record<string, string>>;
  readonly language?: 'ts' | 'js';
  readonly ignoredAbove?: readonly string[];
  readonly tracked?: readonly string[];
}
/** Only what merging asks of a repo. */
const repo = ({ files = {}, declared = {}, language = 'ts', ignoredAbove = [], tracked = [] }: Facts) =>
  ({
    reader: { text: (path: string) => files[path] },
    package: { declared },
    layout: { language },
    workspace: { ignored: new Set(ignoredAbove) },
    trackedEnvFiles: tracked,
  }) as unknown as DetectedRepo;

const nothing = {
  sources: new Map(),
  rules: new Map(),
  templates: new Map(),
  env: [],
  packages: [],
  types: [],
  engines: {},
} as unknown as Brought;
const framework = {
  packages: ['web'],
  devPackages: ['@types/node', '@types/web', 'typescript'],
} as unknown as Framework;
const catalogue = {
  versions: { web: '5.0.0', helmet: '8.0.0', zod: '4.0.0', '@types/node': '24.0.0', '@types/cors': '2.0.0' },
} as unknown as Catalogue;

const changes = (facts: Facts, brought: Partial<Brought>) =>
  mergedChanges({
    repo: repo({ ...facts, files: { 'package.json': '{}\n', ...facts.files } }),
    brought: { ...nothing, ...brought },
    catalogue,
    framework,
    secret: (name) => `secret-${name}`,
  });
/** What the files say then, by path. */
const texts = (...asked: Parameters<typeof changes>): Readonly<Record<string, string>> =>
  Object.fromEntries(changes(...asked).map(({ path, after }) => [path, after]));
const packageOf = (...asked: Parameters<typeof changes>): unknown =>
  JSON.parse(texts(...asked)['package.json'] ?? '{}');

it('a repo to which nothing is brought stays as it is', () => {
  expect(changes({ files: { '.env': 'A=1\n', '.gitignore': 'dist\n' } }, {})).toEqual([]);
});

describe('package.json', () => {
  const sources = new Map([['src/a.ts', '']]);

  it('gets the packages that it does not declare, in our versions', () => {
    expect(changes({ declared: { zod: '^3.0.0' } }, { packages: ['zod', 'helmet'] })).toEqual([
      {
        path: 'package.json',
        kind: 'update',
        before: '{}\n',
        after: '{\n  "dependencies": {\n    "helmet": "8.0.0"\n  }\n}\n',
        owner: 'assembled',
      },
    ]);
  });

  it('never gets the framework, which may be declared at the root of a workspace', () => {
    expect(packageOf({}, { packages: ['web', 'helmet'] })).toEqual({ dependencies: { helmet: '8.0.0' } });
  });

  it('gets types for our sources in TypeScript: those of Node and of our packages', () => {
    expect(packageOf({}, { sources, types: ['@types/cors'] })).toEqual({
      devDependencies: { '@types/cors': '2.0.0', '@types/node': '24.0.0' },
    });
    expect(packageOf({ declared: { '@types/node': '20' } }, { sources })).toEqual({});
  });

  it('gets no types in JavaScript, nor without sources of ours', () => {
    expect(changes({ language: 'js' }, { sources, types: ['@types/cors'] })).toEqual([]);
    expect(changes({}, { types: ['@types/cors'] })).toEqual([]);
  });

  it('gets the engines that our files need', () => {
    expect(packageOf({}, { engines: { node: '>=24' } })).toEqual({ engines: { node: '>=24' } });
  });
});

describe('ignore files', () => {
  const rules = (need: 'wanted' | 'offered', ...list: string[]) => ({ rules: list, need });

  it('are made for rules that are wanted, and only extended with rules that are offered', () => {
    const brought = {
      rules: new Map([
        ['.gitignore', rules('wanted', '.env')],
        ['.dockerignore', rules('offered', '.env')],
      ]),
    };
    expect(changes({}, brought)).toEqual([
      { path: '.gitignore', kind: 'create', after: '.env\n', owner: 'assembled' },
    ]);
    expect(texts({ files: { '.dockerignore': 'dist\n', '.gitignore': '.env\n' } }, brought)).toEqual({
      '.dockerignore': 'dist\n.env\n',
    });
  });

  it('are extended if they are empty', () => {
    const brought = { rules: new Map([['.dockerignore', rules('offered', '.env')]]) };
    expect(texts({ files: { '.dockerignore': '' } }, brought)).toEqual({ '.dockerignore': '.env\n' });
  });

  it('are not made without rules', () => {
    expect(changes({}, { rules: new Map([['.gitignore', rules('wanted')]]) })).toEqual([]);
  });

  it('need no rule that git already has from the root of the workspace; Docker does', () => {
    const brought = {
      rules: new Map([
        ['.gitignore', rules('wanted', ' .env ', 'dist')],
        ['.dockerignore', rules('wanted', '.env', 'dist')],
      ]),
    };
    expect(texts({ ignoredAbove: ['.env'] }, brought)).toEqual({
      '.gitignore': 'dist\n',
      '.dockerignore': '.env\ndist\n',
    });
    expect(texts({ ignoredAbove: ['.env', 'dist'] }, brought)).toEqual({ '.dockerignore': '.env\ndist\n' });
  });
});

describe('environment templates', () => {
  const setting = (name: string, more: Partial<EnvVar> = {}): EnvVar => ({
    name,
    schema: code`z.string()`,
    kind: 'setting',
    comment: `About ${name}.`,
    fallback: 'none',
    example: { development: `dev-${name}`, production: `prod-${name}` },
    ...more,
  });
  const env = [setting('PORT'), setting('HOST')];
  const printed = '# About PORT.\nPORT=dev-PORT\n\n# About HOST.\nHOST=dev-HOST\n';
  const templates = new Map([
    ['.env.example', '# Ours.\nPORT=1\n'],
    ['.env.production.template', '# For production.\nPORT=2\n'],
  ]);

  it('are ours where the repo has none', () => {
    expect(texts({}, { env, templates })).toEqual({
      '.env.example': '# Ours.\nPORT=1\n',
      '.env.production.template': '# For production.\nPORT=2\n',
    });
  });

  it('get the keys that are missing where the repo has them', () => {
    const files = { '.env.example': 'PORT=9\n', '.env.production.template': 'HOST=9\n' };
    expect(texts({ files }, { env, templates })).toEqual({
      '.env.example': 'PORT=9\n\n# About HOST.\nHOST=dev-HOST\n',
      '.env.production.template': 'HOST=9\n\n# For production.\nPORT=2\n',
    });
  });

  it('that are empty get them, too', () => {
    expect(texts({ files: { '.env.example': '' } }, { env })).toEqual({ '.env.example': printed });
  });

  it('are not made without variables, nor for variables alone', () => {
    expect(texts({}, { env })).toEqual({});
    expect(texts({}, { templates: new Map([['.env.example', '# Ours.\n']]) })).toEqual({});
  });

  it('stay apart from .env.example where dotenv-safe would require each of its keys', () => {
    const declared = { 'dotenv-safe': '^9.0.0' };
    expect(exampleFile(repo({ declared }))).toBe('.env.security.example');
    expect(exampleFile(repo({ declared: { dotenv: '^17.0.0' } }))).toBe('.env.example');
    const files = { '.env.example': 'A=1\n' };
    expect(texts({ declared, files }, { env })).toEqual({ '.env.security.example': printed });
    expect(
      texts({ declared, files }, { env, templates: new Map([['.env.example', '# Ours.\nA=1\n']]) }),
    ).toEqual({ '.env.security.example': '# Ours.\nA=1\n' });
    expect(texts({ declared, files }, {})).toEqual({});
    expect(texts({ declared, files: { ...files, '.env.security.example': 'PORT=1\n' } }, { env })).toEqual({
      '.env.security.example': 'PORT=1\n\n# About HOST.\nHOST=dev-HOST\n',
    });
  });
});

describe('development secrets', () => {
  const secret = (name: string): EnvVar => ({
    name,
    schema: code`z.string()`,
    kind: 'secret',
    comment: `Signs ${name}.`,
    fallback: 'none',
    example: { development: '', production: '' },
    generate: 'base64url-48',
  });
  const { generate: _, ...given } = secret('GIVEN');
  const env = [secret('KEY'), secret('PEPPER'), given];
  const ofEnv = (facts: Facts) => changes(facts, { env }).filter(({ path }) => path === '.env');

  it('begin a .env that only its owner can read, and are never shown', () => {
    expect(ofEnv({})).toEqual([
      {
        path: '.env',
        kind: 'create',
        after: '# Signs KEY.\nKEY=secret-KEY\n\n# Signs PEPPER.\nPEPPER=secret-PEPPER\n',
        owner: 'assembled',
        privacy: 'secret',
        mode: 0o600,
      },
    ]);
  });

  it('are added to a .env that lacks them, whose mode stays', () => {
    expect(ofEnv({ files: { '.env': 'export KEY=mine\n' } })).toEqual([
      {
        path: '.env',
        kind: 'update',
        before: 'export KEY=mine\n',
        after: 'export KEY=mine\n\n# Signs PEPPER.\nPEPPER=secret-PEPPER\n',
        owner: 'assembled',
        privacy: 'secret',
      },
    ]);
  });

  it('are added to an empty .env', () => {
    expect(ofEnv({ files: { '.env': '' } })).toMatchObject([{ kind: 'update', before: '' }]);
  });

  it('are not written where they all stand, nor where git tracks the file', () => {
    expect(ofEnv({ files: { '.env': 'KEY=a\nPEPPER=b\n' } })).toEqual([]);
    expect(ofEnv({ tracked: ['.env'] })).toEqual([]);
    expect(ofEnv({ tracked: ['.env.local'] })).toHaveLength(1);
  });
});
