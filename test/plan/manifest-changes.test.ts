import { describe, expect, it } from 'vitest';
import type { Answers } from '../../src/define/answers.js';
import { serviceLayout, type Layout } from '../../src/define/layout.js';
import type { Manifest } from '../../src/define/manifest.js';
import { baseText, textsOfBase } from '../../src/plan/base-text.js';
import { manifestChanges } from '../../src/plan/manifest-changes.js';
import type { Change } from '../../src/plan/plan.js';
import type { DetectedRepo } from '../../src/repo/detected-repo.js';
import { sha256 } from '../../src/sha256.js';
import { generatorVersion } from '../../src/version.js';

const answers: Answers = {
  name: 'a',
  framework: 'f',
  target: 'none',
  preset: 'minimal',
  pieces: ['cors'],
  options: {},
  packageManager: 'npm',
  node: '24',
};
const change = (path: string, more: Partial<Change> = {}): Change => ({
  path,
  kind: 'update',
  before: 'old',
  after: `${path} now`,
  owner: 'wired',
  ...more,
});
const entry = (owner: string, text: string) => ({ owner, sha256: sha256(text) });

interface Facts {
  readonly manifest?: Pick<Manifest, 'files'>;
  readonly layout?: Layout;
  readonly disk?: Readonly<Record<string, string>>;
  readonly changes?: readonly Change[];
  readonly sources?: Readonly<Record<string, string>>;
  readonly documents?: Readonly<Record<string, string>>;
}
const changesOf = (facts: Facts): readonly Change[] =>
  manifestChanges({
    repo: {
      manifest: facts.manifest,
      layout: facts.layout ?? serviceLayout,
      reader: { text: (path: string) => facts.disk?.[path] },
    } as unknown as DetectedRepo,
    answers,
    changes: facts.changes ?? [],
    sources: new Map(Object.entries(facts.sources ?? {})),
    documents: new Map(Object.entries(facts.documents ?? {})),
  });
const textOf = (path: string, facts: Facts): string =>
  changesOf(facts).find((one) => one.path === path)?.after ?? '';
const filesIn = (facts: Facts) => (JSON.parse(textOf('rampart.json', facts)) as Manifest).files;

describe('the manifest of a repo that got pieces', () => {
  it('says that it was added to, what was answered, and how each file is kept', () => {
    const facts = {
      sources: { 'src/security/cors.ts': 'cors', 'src/security/index.ts': 'root', 'src/config.ts': 'config' },
      documents: { 'SECURITY.md': 'text' },
      changes: [change('src/app.ts')],
    };
    const expected = {
      rampart: generatorVersion,
      origin: 'add',
      answers,
      layout: serviceLayout,
      files: {
        'SECURITY.md': entry('owned', 'text'),
        'src/app.ts': entry('wired', 'src/app.ts now'),
        'src/config.ts': entry('assembled', 'config'),
        'src/security/cors.ts': entry('owned', 'cors'),
        'src/security/index.ts': entry('assembled', 'root'),
      },
    };
    expect(textOf('rampart.json', facts)).toBe(`${JSON.stringify(expected, null, 2)}\n`);
    const base = {
      'SECURITY.md': 'text',
      'src/config.ts': 'config',
      'src/security/cors.ts': 'cors',
      'src/security/index.ts': 'root',
    };
    expect(textOf('.rampart/base.json', facts)).toBe(baseText(base));
  });

  it('finds the assembled files where the layout has them', () => {
    const layout: Layout = {
      source: 'lib',
      language: 'js',
      modules: 'esm',
      suffix: '.js',
      config: 'settings',
    };
    const sources = { 'lib/settings.js': 'a', 'lib/security/index.js': 'b', 'lib/config.js': 'c' };
    const files = filesIn({ layout, sources, changes: [change('app.js')] });
    expect(Object.entries(files).map(([path, { owner }]) => [path, owner])).toEqual([
      ['app.js', 'wired'],
      ['lib/config.js', 'owned'],
      ['lib/security/index.js', 'assembled'],
      ['lib/settings.js', 'assembled'],
    ]);
  });

  it('never lists a file with secrets', () => {
    const changes = [change('.env', { privacy: 'secret' }), change('.env.example', { owner: 'assembled' })];
    expect(filesIn({ changes })).toEqual({ '.env.example': entry('assembled', '.env.example now') });
  });

  it('has what we wrote of our files, and what we made of those of the user', () => {
    const files = filesIn({
      sources: { 'src/a.ts': 'ours' },
      changes: [change('src/a.ts', { after: 'other' }), change('src/b.ts')],
    });
    expect(files).toEqual({
      'src/a.ts': entry('owned', 'ours'),
      'src/b.ts': entry('wired', 'src/b.ts now'),
    });
  });

  it('keeps the files of the user that were changed earlier, but not ours that are gone', () => {
    const earlier = {
      'src/z.ts': entry('wired', 'earlier'),
      'package.json': entry('assembled', 'earlier'),
      'src/app.ts': entry('wired', 'earlier'),
      'src/gone.ts': entry('owned', 'earlier'),
    } as Manifest['files'];
    const files = filesIn({ manifest: { files: earlier }, changes: [change('src/app.ts')] });
    expect(files).toEqual({
      'package.json': entry('assembled', 'earlier'),
      'src/app.ts': entry('wired', 'src/app.ts now'),
      'src/z.ts': entry('wired', 'earlier'),
    });
    expect(Object.keys(files)).toEqual(['package.json', 'src/app.ts', 'src/z.ts']);
  });

  it('has the same order, whatever the order of the files', () => {
    const texts = { 'src/b.ts': 'b', 'src/a.ts': 'a', 'src/c.ts': 'c' };
    const turned = Object.fromEntries(Object.entries(texts).reverse());
    const changes = [change('z.ts'), change('b.ts')];
    for (const path of ['rampart.json', '.rampart/base.json'])
      expect(textOf(path, { sources: texts, changes })).toBe(
        textOf(path, { sources: turned, changes: changes.toReversed() }),
      );
    expect(Object.keys(textsOfBase(textOf('.rampart/base.json', { sources: texts, changes })) ?? {})).toEqual([
      'src/a.ts',
      'src/b.ts',
      'src/c.ts',
    ]); // prettier-ignore
  });
});

describe('the manifest is written', () => {
  it('where something changes, or where there is none', () => {
    const paths = (facts: Facts) => changesOf(facts).map(({ path, kind, owner }) => [path, kind, owner]);
    const both = [
      ['rampart.json', 'create', 'owned'],
      ['.rampart/base.json', 'create', 'owned'],
    ];
    expect(paths({})).toEqual(both);
    expect(paths({ changes: [change('a.ts')] })).toEqual(both);
    expect(paths({ manifest: { files: {} }, changes: [change('a.ts')] })).toEqual(both);
    expect(paths({ manifest: { files: {} } })).toEqual([]);
  });

  it('only as far as its text changes', () => {
    const facts = { sources: { 'src/a.ts': 'a' }, changes: [change('b.ts')] };
    const disk = { '.rampart/base.json': textOf('.rampart/base.json', facts), 'rampart.json': 'old' };
    expect(changesOf({ ...facts, disk })).toEqual([
      {
        path: 'rampart.json',
        kind: 'update',
        before: 'old',
        after: textOf('rampart.json', facts),
        owner: 'owned',
      },
    ]);
  });
});
