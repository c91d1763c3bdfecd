import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../generators/load-catalogue.js';
import { code, from } from '../../src/define/code.js';
import type { Manifest } from '../../src/define/manifest.js';
import { definePiece } from '../../src/define/piece.js';
import { textsOfBase } from '../../src/plan/base-text.js';
import { composeNew } from '../../src/plan/compose-service.js';
import type { Change, Plan } from '../../src/plan/plan.js';
import { isRefusal } from '../../src/wire/refusal.js';
import { askedFor, carryOut, pathsIn, planned, smallRepos, textIn } from './small-repo.js';

/** A piece with all that a service may get of one: a secret, packages, a script, a rule, files. */
const token = definePiece({
  id: 'token',
  title: 'Token',
  why: 'A piece of these tests',
  phase: 'none',
  preset: 'full',
  options: {},
  fits: { any: { packages: ['proxy-addr'], devPackages: ['@types/proxy-addr'] } },
  env: [
    {
      name: 'TOKEN',
      schema: code`${from('zod', 'z')}.string()`,
      kind: 'secret',
      comment: 'A secret.',
      fallback: 'none',
      example: { development: '', production: '' },
      generate: 'base64url-48',
    },
  ],
  contributes: {
    gitignore: ['token/'],
    dockerignore: ['token/'],
    scripts: { token: 'node token.js' },
    engines: '>=22.13',
  },
  controls: [],
});
const loaded = loadCatalogue();
const catalogue = {
  ...loaded,
  pieces: [...loaded.pieces, token],
  layers: {
    ...loaded.layers,
    'pieces/token/any': [
      { path: 'src/security/token.ts', text: 'export const token = 1;\n' },
      { path: 'docs/.gitignore', text: '*\n' },
      { path: 'docs/package.json', text: '{}\n' },
      { path: 'docs/.env', text: 'A=1\n' },
    ],
  },
};
const files = Object.fromEntries(
  composeNew({
    answers: {
      name: 'small',
      framework: 'express',
      target: catalogue.targets[0]?.id ?? '',
      preset: 'minimal',
      pieces: ['env-templates', 'ignore-files'],
      options: {},
      packageManager: 'pnpm',
      node: '26',
    },
    catalogue,
    secret: (name) => `written-${name}`,
  }).map(({ path, text }) => [path, text]),
);
const had = (path: string): string => files[path] ?? '';
const repo = smallRepos();
const service = (more: Readonly<Record<string, string>> = {}): string => repo({ ...files, ...more });
const added = (root: string, pieces: readonly string[] = ['token']): Plan => planned(root, pieces, catalogue);
const changeIn = ({ changes }: Plan, path: string): Change | undefined =>
  changes.find((change) => change.path === path);
const filesListed = (plan: Plan): readonly string[] =>
  Object.keys((JSON.parse(textIn(plan, 'rampart.json')) as Manifest).files);

describe('a piece for a service of rampart', () => {
  it('brings its files, and changes those that know of it', () => {
    const root = service();
    const plan = added(root);
    expect(plan.root).toBe(root);
    expect(plan.command).toBe('add');
    expect(changeIn(plan, 'src/security/token.ts')).toEqual({
      path: 'src/security/token.ts',
      kind: 'create',
      after: 'export const token = 1;\n',
      owner: 'owned',
    });
    expect(changeIn(plan, 'src/config.ts')).toMatchObject({
      kind: 'update',
      before: had('src/config.ts'),
      owner: 'assembled',
    });
    expect(textIn(plan, 'src/config.ts')).toContain('TOKEN');
    expect(pathsIn(plan)).not.toContain('src/app.ts');
    expect(filesListed(plan)).toContain('src/security/token.ts');
    expect(JSON.parse(textIn(plan, 'rampart.json'))).toMatchObject({
      answers: { pieces: expect.arrayContaining(['env-templates', 'ignore-files', 'token']) as unknown },
    });
    expect(textsOfBase(textIn(plan, '.rampart/base.json'))).toHaveProperty(['src/security/token.ts']);
  });

  it('makes a secret, which is kept secret', () => {
    const plan = added(service());
    expect(changeIn(plan, '.env')).toEqual({
      path: '.env',
      kind: 'update',
      before: had('.env'),
      after: `${had('.env')}\nTOKEN=secret-of-TOKEN\n`,
      owner: 'owned',
      mode: 0o600,
      privacy: 'secret',
    });
    for (const path of pathsIn(plan).filter((one) => one !== '.env'))
      expect(textIn(plan, path), path).not.toMatch(/secret-of-|written-|\0/);
  });

  it('says that packages are to be installed, if there are any', () => {
    expect(added(service()).notes).toEqual(['Dependencies were added to package.json. Run: pnpm install']);
    const without = added(service(), ['cors']);
    expect(without.changes).not.toEqual([]);
    expect(without.notes).toEqual([]);
  });

  it('comes once', () => {
    const root = service();
    carryOut(added(root));
    expect(added(root)).toMatchObject({ changes: [], notes: [] });
    expect(added(root, ['token', 'env-templates'])).toMatchObject({ changes: [], notes: [] });
  });
});

describe('what the user edited', () => {
  it('is extended where it consists of keys or lines', () => {
    const edited = service({
      'package.json': '{\n  "name": "mine",\n  "dependencies": {}\n}\n',
      '.gitignore': 'mine/\n',
      '.env.example': 'MINE=1\n',
      '.env.production.template': 'TOKEN=\n',
      '.env': 'TOKEN=mine\nOPERATIONS_TOKEN=mine\n',
    });
    const plan = added(edited);
    const manifest = JSON.parse(textIn(plan, 'package.json')) as Record<string, object>;
    expect(manifest).toMatchObject({
      name: 'mine',
      dependencies: { 'proxy-addr': catalogue.versions['proxy-addr'] },
      devDependencies: { '@types/proxy-addr': catalogue.versions['@types/proxy-addr'] },
      scripts: { token: 'node token.js' },
      engines: { node: '>=22.13' },
    });
    const lines = (path: string): readonly string[] => textIn(plan, path).split('\n');
    expect(lines('.gitignore')[0]).toBe('mine/');
    expect(lines('.gitignore')).toContain('token/');
    expect(lines('.env.example')[0]).toBe('MINE=1');
    expect(lines('.env.example')).toContain('TOKEN=');
    expect(lines('.env.production.template').filter((line) => line.startsWith('TOKEN='))).toEqual(['TOKEN=']);
    expect(lines('.env.production.template')).toContain('OPERATIONS_TOKEN=');
    expect(textIn(plan, '.env')).toBe(
      'TOKEN=mine\nOPERATIONS_TOKEN=mine\n\n' +
        '# For development on this machine only. Never commit it, never use it in production.\n' +
        'HOST=127.0.0.1\n\nPORT=3000\n\nNODE_ENV=development\n\nLOG_LEVEL=info\n',
    );
  });

  it('stays where it has all of it already', () => {
    const whole = `${textIn(added(service()), '.gitignore')}mine/\n`;
    const again = added(service({ '.gitignore': whole }));
    expect(pathsIn(again)).toContain('.env.example');
    expect(pathsIn(again)).not.toContain('.gitignore');
  });

  it('stays where the piece does not change it', () => {
    const plan = added(service({ 'src/app.ts': 'mine\n', 'tsconfig.json': '{}\n' }));
    expect(pathsIn(plan)).not.toContain('src/app.ts');
    expect(pathsIn(plan)).not.toContain('tsconfig.json');
    expect(pathsIn(plan)).toContain('src/security/token.ts');
  });

  it('stays where it says just what is to be written', () => {
    const plan = added(service({ 'src/security/token.ts': 'export const token = 1;\n' }));
    expect(pathsIn(plan)).toContain('src/config.ts');
    expect(pathsIn(plan)).not.toContain('src/security/token.ts');
    expect(filesListed(plan)).toContain('src/security/token.ts');
  });

  it('is never overwritten: the whole plan is refused', () => {
    const edited = service({
      'src/config.ts': `${had('src/config.ts')}// mine\n`,
      'src/app.ts': 'mine\n',
      'src/security/token.ts': 'mine\n',
      'docs/.gitignore': 'mine\n',
      'docs/package.json': '{ "name": "mine" }\n',
      'docs/.env': 'MINE=1\n',
    });
    const refusal = askedFor(edited, ['token'], catalogue);
    expect(isRefusal(refusal) && refusal.exit).toBe('conflict');
    expect(isRefusal(refusal) && refusal.reason).toBe(
      'these files are yours, or were edited since, and would be overwritten: ' +
        'docs/.env, docs/.gitignore, docs/package.json, src/config.ts, src/security/token.ts',
    );
  });
});

describe('what the user removed', () => {
  const without = (...paths: readonly string[]): string => {
    const root = service();
    for (const path of paths) rmSync(join(root, path));
    return root;
  };

  it('comes back, also where nothing else is to do', () => {
    expect(changeIn(added(without('src/app.ts')), 'src/app.ts')).toEqual({
      path: 'src/app.ts',
      kind: 'create',
      after: had('src/app.ts'),
      owner: 'owned',
    });
    expect(pathsIn(added(without('src/app.ts'), ['env-templates']))).toEqual(['src/app.ts']);
  });

  it('comes back with new secrets', () => {
    expect(changeIn(added(without('.env'), ['env-templates']), '.env')).toEqual({
      path: '.env',
      kind: 'create',
      after: had('.env').replace('written-', 'secret-of-'),
      owner: 'owned',
      mode: 0o600,
      privacy: 'secret',
    });
  });

  it('and only our own records know of is no work', () => {
    expect(added(without('.rampart/base.json'), ['env-templates']).changes).toEqual([]);
    expect(pathsIn(added(without('.rampart/base.json', 'src/app.ts'), ['env-templates']))).toEqual([
      'src/app.ts',
      '.rampart/base.json',
    ]);
  });
});

describe('a file that was there before the service', () => {
  const manifest = JSON.parse(had('rampart.json')) as Manifest;
  const listed = Object.fromEntries(Object.entries(manifest.files).filter(([path]) => path !== 'README.md'));
  const unlisted = { 'rampart.json': JSON.stringify({ ...manifest, files: listed }) };

  it('stays the user’s, and is no conflict', () => {
    const plan = added(service({ ...unlisted, 'README.md': '# Mine\n' }));
    expect(pathsIn(plan)).not.toContain('README.md');
    expect(filesListed(plan)).not.toContain('README.md');
    expect(filesListed(plan)).toContain('src/app.ts');
  });

  it('is ours where it is there no more', () => {
    const root = service(unlisted);
    rmSync(join(root, 'README.md'));
    const plan = added(root);
    expect(changeIn(plan, 'README.md')).toMatchObject({ kind: 'create' });
    expect(filesListed(plan)).toContain('README.md');
  });
});
