import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { probeById } from '../../src/verify/probes/index.js';
import { openRepo } from '../../src/repo/repo.js';
import { sourcesOf } from '../../src/repo/sources.js';
import { writtenSamples } from '../../src/verify/subjects/written-samples.js';

type Files = Readonly<Record<string, string | Buffer>>;

function repoOf(files: Files) {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-sources-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return openRepo(folder);
}

const read = (files: Files) =>
  sourcesOf(repoOf(files))
    .sources.map(({ path }) => path)
    .sort();

async function look(id: string, files: Files) {
  const probe = probeById.get(id);
  const findings = probe?.read((await probe.exercise(repoOf(files) as never)) as never) ?? [];
  return findings.map(({ outcome, because }) => `${outcome}: ${because}`);
}

describe('what runs is read, wherever it lies', () => {
  it('leaves tests, tools and build output aside', () => {
    expect(
      read({ 'src/a.ts': '', 'test/a.ts': '', 'scripts/a.js': '', 'dist/a.js': '', 'vite.config.ts': '' }),
    ).toEqual(['src/a.ts']);
  });
  it.each<[string, Files, readonly string[]]>([
    [
      'a start script',
      {
        'package.json': '{"scripts":{"start":"node scripts/run.js"}}',
        'scripts/run.js': '',
        'scripts/other.js': '',
      },
      ['scripts/run.js'],
    ],
    [
      'a start script without ending',
      { 'package.json': '{"scripts":{"start":"node --x ./bin/www"}}', 'bin/www': 'let a;' },
      ['bin/www'],
    ],
    [
      'a folder',
      { 'package.json': '{"scripts":{"start":"node tools"}}', 'tools/index.js': '' },
      ['tools/index.js'],
    ],
    [
      'an image',
      { Dockerfile: 'FROM a\nCMD ["node", "/app/tools/main.js"]', 'tools/main.js': '' },
      ['tools/main.js'],
    ],
    [
      'an import',
      {
        'src/a.ts': "import './tools/b.js'; require('./docs/c');",
        'src/tools/b.ts': "export * from '../seeds';",
        'src/docs/c.js': '',
        'src/seeds/index.ts': '',
      },
      ['src/a.ts', 'src/docs/c.js', 'src/seeds/index.ts', 'src/tools/b.ts'],
    ],
    [
      'an import of settings',
      { 'src/a.ts': "import './database.config';", 'src/database.config.ts': '' },
      ['src/a.ts', 'src/database.config.ts'],
    ],
  ])('reads what %s names', (_what, files, paths) => {
    expect(read(files)).toEqual(paths);
  });
});

const ids = [
  'holds-no-secret-literals',
  'reads-secrets-in-one-module',
  'has-no-fallback-secrets',
  'rewrites-no-input',
  'template-matches-config',
];
const good: Files = {
  '.env.example': 'A=\n',
  'src/config.ts': 'export const a = process.env.A;',
  'src/b.ts': 'export const b = 1;',
};

const unreadable: readonly (readonly [string, string, string | Buffer])[] = [
  ['does not parse', 'src/broken.ts', 'const = ;'],
  ['it is larger than 1 MiB', 'src/large.ts', `// ${'x'.repeat(1024 * 1024)}`],
  ['it is no text', 'src/binary.js', Buffer.from([0, 1, 2])],
];

describe.each(ids)('%s', (id) => {
  it('passes where all was read', async () => {
    expect((await look(id, good)).join()).toMatch(/^pass/);
  });
  it.each(unreadable)('is inconclusive where a file %s, and names it', async (because, path, text) => {
    expect(await look(id, { ...good, [path]: text })).toEqual([
      `inconclusive: 1 of 3 files were not read: ${path} (${because})`,
    ]);
  });
});

it('a fault in what was read stays a fault', async () => {
  const files = {
    ...good,
    'src/broken.ts': 'const = ;',
    'src/c.ts': "export const c = process.env.JWT_SECRET ?? 'secret';",
  };
  expect((await look('has-no-fallback-secrets', files)).join()).toMatch(/^fail/);
});

it('counts what is one file too many', () => {
  const many = Object.fromEntries(Array.from({ length: 1502 }, (_, at) => [`src/${at}.js`, '']));
  const { sources, unread } = sourcesOf(repoOf(many));
  expect([sources.length, unread.length, unread[0]?.because]).toEqual([1500, 2, 'one file too many']);
});

it('JSX in a .js file is read', async () => {
  const files = { 'a.js': 'export const A = () => <div/>;\nconst apiKey = "Vx9kq27LmpQz81Tr";' };
  expect((await look('holds-no-secret-literals', files)).join()).toContain('fail: a value for apiKey');
});

it.each([
  ['taken apart', 'const { JWT_SECRET } = process.env;', 'JWT_SECRET'],
  ['by brackets', "use(process['env']['JWT_SECRET']);", 'JWT_SECRET'],
  ['the whole of it', 'app.get("/debug", (_, res) => res.json(process.env));', 'the whole environment'],
  ['spread', 'spawn("x", { env: { ...process.env } });', 'the whole environment'],
  ['the rest of it', 'const { PORT, ...rest } = process.env;', 'the whole environment'],
])('a secret that is read elsewhere, %s, is found', async (_how, text, name) => {
  const files = { 'src/config.ts': 'parse(process.env);', 'src/a.js': text };
  expect(await look('reads-secrets-in-one-module', files)).toEqual([
    `fail: ${name} is read outside the configuration module`,
  ]);
});

it.each([
  [
    'zod',
    'z.object({ title: z.string().min(8), n: z.int().min(3), kind: ' +
      "z.enum(['a', 'b']), more: z.string().optional() })",
    { title: 'probexxx', n: 3, kind: 'a' },
  ],
  [
    'zod, a name',
    'const mail = z.email(); z.strictObject({ mail, on: z.boolean() })',
    { mail: 'probe@rampart.test', on: true },
  ],
  ['TypeBox', 'Type.Object({ title: Type.String({ minLength: 7 }) })', { title: 'probexx' }],
  [
    'JSON Schema',
    "const schema = { body: { type: 'object', required: ['id'], " +
      "properties: { id: { type: 'string', format: 'uuid' } } } };",
    { id: '3f2b8c1e-6d4a-4f7b-9c0d-5e1a2b3c4d5e' },
  ],
  [
    'class-validator',
    'class A { @IsEmail() @MaxLength(99) mail: string; @IsOptional() @IsInt() n: number; }',
    { mail: 'probe@rampart.test' },
  ],
])('a body is made of a schema of %s', (_kind, text, sample) => {
  expect(writtenSamples(repoOf({ 'src/a.ts': text }))).toEqual([sample]);
});

it('no body is made of the schema of the environment', () => {
  expect(
    writtenSamples(repoOf({ 'src/a.ts': 'z.object({ PORT: z.string(), A_TOKEN: z.string() })' })),
  ).toEqual([]);
});
