import { describe, expect, it } from 'vitest';
import { frameworks } from '../../generators/frameworks/index.js';
import { loadCatalogue } from '../../generators/load-catalogue.js';
import type { Brought } from '../../src/plan/brought.js';
import { conflictsOf, isOurs, unmetPrecondition } from '../../src/plan/preconditions.js';
import { version } from '../../src/plan/catalogue.js';
import type { DetectedRepo } from '../../src/repo/detected-repo.js';
import { sha256 } from '../../src/sha256.js';

const catalogue = loadCatalogue();
const [framework] = frameworks;
if (framework === undefined) throw new Error('No framework.');

interface Facts {
  readonly language?: 'ts' | 'js';
  readonly type?: 'module';
  readonly entry?: string;
  readonly declared?: Readonly<Record<string, string>>;
  readonly interop?: 'yes' | 'no';
}
/** Only what preconditions ask of a repo. */
const repo = ({
  language = 'ts',
  type,
  entry = 'src/app.ts',
  declared = {},
  interop = 'yes',
}: Facts): DetectedRepo =>
  ({
    package: { type, declared },
    layout: { language },
    compiler: { interop },
    apps: [{ site: { source: { path: entry } } }],
  }) as unknown as DetectedRepo;
const brought = ({
  packages = [],
  defaults = [],
}: { packages?: string[]; defaults?: string[] } = {}): Brought =>
  ({ packages, defaults }) as unknown as Brought;
const reasonOf = (facts: Facts, more: Parameters<typeof brought>[0] = {}): string | undefined =>
  unmetPrecondition(repo(facts), brought(more), { framework, catalogue })?.reason;

describe('what forbids a plan', () => {
  it('is a CommonJS entry among ES modules, in JavaScript', () => {
    expect(reasonOf({ language: 'js', type: 'module', entry: 'app.cjs' })).toContain('app.cjs is CommonJS');
    expect(reasonOf({ language: 'js', type: 'module', entry: 'app.js' })).toBeUndefined();
    expect(reasonOf({ language: 'js', entry: 'app.cjs' })).toBeUndefined();
    expect(reasonOf({ language: 'ts', type: 'module', entry: 'app.cjs' })).toBeUndefined();
  });

  it.each([
    ['^4.9.0', 'our files need TypeScript 5 or newer, and package.json declares ^4.9.0'],
    ['^5.0.0', undefined],
    ['~6.0.3', undefined],
    ['latest', undefined],
  ])('is an old TypeScript: %s', (typescript, reason) => {
    expect(reasonOf({ declared: { typescript } })).toBe(reason);
    expect(reasonOf({ language: 'js', declared: { typescript } })).toBeUndefined();
  });

  it('is a compiler without interop, where our files import a default', () => {
    expect(reasonOf({ interop: 'no' }, { defaults: ['helmet', 'cors'] })).toContain(
      'the default of helmet, cors',
    );
    expect(reasonOf({ interop: 'no' })).toBeUndefined();
    expect(reasonOf({}, { defaults: ['helmet'] })).toBeUndefined();
    expect(reasonOf({ language: 'js', interop: 'no' }, { defaults: ['helmet'] })).toBeUndefined();
  });

  it('is another major of a package that we need, but not of the framework', () => {
    const ours = version(catalogue, 'zod');
    const major = Number(ours.split('.')[0]);
    expect(reasonOf({ declared: { zod: `^${String(major - 1)}.0.0` } }, { packages: ['zod'] })).toBe(
      `our files need zod ${ours}, and package.json declares ^${String(major - 1)}.0.0; ` +
        'existing versions are never changed',
    );
    expect(reasonOf({ declared: { zod: `^${String(major)}.0.0` } }, { packages: ['zod'] })).toBeUndefined();
    expect(reasonOf({ declared: { zod: 'latest' } }, { packages: ['zod'] })).toBeUndefined();
    expect(reasonOf({}, { packages: ['zod'] })).toBeUndefined();
    const [own = ''] = framework.packages;
    expect(reasonOf({ declared: { [own]: '^1.0.0' } }, { packages: [own] })).toBeUndefined();
  });
});

describe('files of ours whose place is taken', () => {
  const files = { 'ours.ts': 'ours\n', 'theirs.ts': 'theirs\n', 'same.ts': 'new\n' };
  const found = {
    reader: {
      text: (path: string) => (files as Readonly<Record<string, string>>)[path],
      tree: { paths: new Set([...Object.keys(files), 'unreadable.bin']) },
    },
    manifest: {
      files: { 'ours.ts': { sha256: sha256('ours\n') }, 'theirs.ts': { sha256: sha256('before\n') } },
    },
  } as unknown as DetectedRepo;

  it('are those that are not what we wrote, nor what is wanted', () => {
    const wanted = new Map(
      [...Object.keys(files), 'unreadable.bin', 'absent.ts'].map((path) => [path, 'new\n']),
    );
    expect(conflictsOf(found, wanted)).toEqual(['theirs.ts', 'unreadable.bin']);
    expect(conflictsOf({ ...found, manifest: undefined } as unknown as DetectedRepo, wanted)).toEqual([
      'ours.ts',
      'theirs.ts',
      'unreadable.bin',
    ]);
  });

  it('are told by hash, to the byte', () => {
    expect(isOurs('ours.ts', 'ours\n', found.manifest)).toBe(true);
    expect(isOurs('ours.ts', 'ours', found.manifest)).toBe(false);
    expect(isOurs('ours.ts', undefined, found.manifest)).toBe(false);
    expect(isOurs('other.ts', 'ours\n', found.manifest)).toBe(false);
    expect(isOurs('ours.ts', 'ours\n', undefined)).toBe(false);
  });
});
