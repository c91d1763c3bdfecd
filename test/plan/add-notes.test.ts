import { describe, expect, it } from 'vitest';
import type { EnvVar } from '../../src/define/piece.js';
import { addNotes } from '../../src/plan/add-notes.js';
import type { Brought } from '../../src/plan/brought.js';
import type { Change } from '../../src/plan/plan.js';
import type { DetectedRepo } from '../../src/repo/detected-repo.js';
import type { Mounted } from '../../src/repo/mounted.js';

interface Facts {
  readonly above?: string;
  readonly packageManager?: string;
  readonly declared?: Readonly<Record<string, string>>;
  readonly mounted?: readonly Partial<Mounted>[];
  readonly tracked?: readonly string[];
  readonly extent?: 'whole' | 'part';
  readonly brought?: Partial<Brought>;
  readonly changed?: readonly string[];
  readonly written?: readonly string[];
}
/** The notes on a repo of which only the facts are told; without any there are none. */
function notes(facts: Facts): readonly string[] {
  const repo = {
    workspace: { above: facts.above ?? '' },
    packageManager: facts.packageManager ?? 'npm',
    package: { declared: facts.declared ?? {} },
    mounted: (facts.mounted ?? []).map((one) => ({
      path: 'app.js', line: 4, scope: 'app', uses: [], body: 'any', handles: 'requests', ...one,
    })),
    trackedEnvFiles: facts.tracked ?? [],
    reader: { tree: { extent: facts.extent ?? 'whole' } },
  } as unknown as DetectedRepo; // prettier-ignore
  const brought = {
    libraries: [],
    readsEnv: 'when asked',
    documents: new Map(),
    env: [],
    parts: [],
    ...facts.brought,
  } as unknown as Brought;
  const changes = (facts.changed ?? []).map((path): Change => ({
    path,
    kind: 'create',
    after: '',
    owner: 'owned',
  }));
  const documents = new Map((facts.written ?? []).map((path) => [path, 'text']));
  return addNotes({ repo, brought, changes, documents });
}

const variable = (name: string, more: Partial<EnvVar> = {}): EnvVar =>
  ({ name, fallback: { in: 'everywhere', value: '' }, ...more }) as EnvVar;
const needed = (name: string): EnvVar => variable(name, { fallback: 'none' });
const changed = ['src/a.ts'];

it('there is nothing to say of a plan that leaves nothing to do', () => {
  expect(notes({})).toEqual([]);
  expect(notes({ changed, written: ['a.md'], brought: { documents: new Map([['a.md', 'text']]) } })).toEqual(
    [],
  );
});

describe('packages', () => {
  it('are to be installed, with the package manager of the repo', () => {
    expect(notes({ changed: ['a', 'package.json'], packageManager: 'pnpm' })).toEqual([
      'Dependencies were added to package.json, but not to the lockfile. Run: pnpm install',
    ]);
  });

  it('are installed at the root of a workspace', () => {
    expect(notes({ changed: ['package.json'], above: '../..' })).toEqual([
      'Dependencies were added to package.json, but not to the lockfile. ' +
        'Run at the root of the workspace (../..): npm install',
    ]);
  });

  it('are not spoken of where package.json stays', () => {
    expect(notes({ changed: ['packages/package.json'] })).toEqual([]);
  });
});

describe('the environment', () => {
  const mode = 'An unset NODE_ENV now means production: set NODE_ENV=development or test everywhere else.';

  it('has a new meaning of an unset NODE_ENV, where our files read it at the start', () => {
    const env = [variable('PORT'), variable('NODE_ENV')];
    expect(notes({ changed, brought: { readsEnv: 'at start', env } })).toEqual([mode]);
    expect(notes({ brought: { readsEnv: 'at start', env } })).toEqual([]);
    expect(notes({ changed, brought: { readsEnv: 'when asked', env } })).toEqual([]);
    expect(notes({ changed, brought: { readsEnv: 'at start', env: [variable('PORT')] } })).toEqual([]);
  });

  it('needs what has no value in production', () => {
    const development = variable('B', { fallback: { in: 'development', value: '1' } });
    const env = [needed('A'), development, variable('C')];
    expect(notes({ changed, brought: { readsEnv: 'at start', env } })).toEqual([
      'Production refuses to start without: A, B. Set them before the next deploy.',
    ]);
    expect(notes({ brought: { readsEnv: 'at start', env } })).toEqual([]);
    expect(notes({ changed, brought: { readsEnv: 'when asked', env } })).toEqual([]);
  });

  it('needs secrets in CI as well', () => {
    const one = variable('KEY', { generate: 'base64url-48' });
    const two = [one, variable('PORT'), variable('TOKEN', { generate: 'base64url-48' })];
    expect(notes({ changed, brought: { env: [one] } })).toEqual([
      'Development and tests need KEY too: .env has it on this machine; set it in CI.',
    ]);
    expect(notes({ changed, brought: { env: two } })).toEqual([
      'Development and tests need KEY, TOKEN too: .env has them on this machine; set them in CI.',
    ]);
    expect(notes({ brought: { env: two } })).toEqual([]);
  });

  it('has its examples apart where dotenv-safe requires them', () => {
    const declared = { 'dotenv-safe': '9.0.0' };
    expect(notes({ declared, brought: { env: [variable('A')] } })).toEqual([
      'dotenv-safe requires every key of .env.example at boot, so the new ones are in .env.security.example.',
    ]);
    expect(notes({ declared })).toEqual([]);
    expect(notes({ declared: { dotenv: '17.0.0' }, brought: { env: [variable('A')] } })).toEqual([]);
  });

  it('in files that git tracks is pointed out', () => {
    expect(notes({ tracked: ['.env', 'api/.env.local'] })).toEqual([
      'Tracked by git although it may hold secrets: .env, api/.env.local. Run: git rm --cached .env api/.env.local ' +
        '(and replace those secrets: history keeps them).',
    ]);
  });
});

it('files that nothing imports are named, each piece by itself', () => {
  const libraries = [
    { piece: 'a', paths: ['src/a.ts', 'src/b.ts'] },
    { piece: 'c', paths: ['src/c.ts'] },
  ];
  expect(notes({ changed, brought: { libraries } })).toEqual([
    'a: nothing calls it yet; import it where you need it: src/a.ts, src/b.ts.',
    'c: nothing calls it yet; import it where you need it: src/c.ts.',
  ]);
  expect(notes({ brought: { libraries } })).toEqual([]);
});

describe('code of the repo', () => {
  it('that handles errors does not get those of refused requests', () => {
    const handler = { line: 9, handles: 'errors' } as const;
    const said = ['The pieces answer refused requests themselves: app.js:9 does not handle those errors.'];
    expect(notes({ mounted: [{}, handler], brought: { parts: ['after', 'before'] } })).toEqual(said);
    expect(notes({ mounted: [{}, handler], brought: { parts: ['after'] } })).toEqual([]);
    expect(notes({ mounted: [{}], brought: { parts: ['before'] } })).toEqual([]);
    expect(notes({ mounted: [{ ...handler, scope: 'part' }], brought: { parts: ['before'] } })).toEqual([]);
  });

  it.each(['multer', 'formidable', 'busboy', 'connect-busboy', 'express-fileupload'])(
    'that reads forms with %s for the whole app is to be checked',
    (name) => {
      const uses = ['qs', name].map((one) => ({ package: one, as: 'whole' as const }));
      expect(notes({ mounted: [{}, { line: 6, uses }] })).toEqual([
        'app.js:6 reads forms or uploads: check that its routes still get them.',
      ]);
      expect(notes({ mounted: [{ uses, scope: 'part' }] })).toEqual([]);
      expect(notes({ mounted: [{ uses: uses.slice(0, 1) }] })).toEqual([]);
    },
  );

  it('that was not read is spoken of', () => {
    expect(notes({ extent: 'part' })).toEqual([
      'The repo has more files than were read; apps in the other files were not seen.',
    ]);
  });
});

it('documents that stay as the user has them are named', () => {
  const documents = new Map(['a.md', 'b.md', 'c.md'].map((path) => [path, 'text']));
  expect(notes({ written: ['b.md'], brought: { documents } })).toEqual([
    'Existing files that were left unchanged: a.md, c.md.',
  ]);
});

it('what must be done first comes first', () => {
  const told = notes({
    changed: ['package.json'],
    tracked: ['.env'],
    extent: 'part',
    declared: { 'dotenv-safe': '9.0.0' },
    mounted: [
      { line: 1, handles: 'errors' },
      { line: 2, uses: [{ package: 'multer', as: 'whole' }] },
    ],
    brought: {
      libraries: [{ piece: 'a', paths: ['a.ts'] }],
      readsEnv: 'at start',
      documents: new Map([['a.md', 'text']]),
      env: [needed('NODE_ENV'), variable('KEY', { generate: 'base64url-48' })],
      parts: ['before'],
    },
  });
  expect(told.map((note) => note.split(' ')[0])).toEqual(
    ['Dependencies', 'An', 'a:', 'Production', 'Development', 'dotenv-safe', 'The'].concat([
      'Existing', 'app.js:2', 'Tracked', 'The',
    ]),
  ); // prettier-ignore
});
