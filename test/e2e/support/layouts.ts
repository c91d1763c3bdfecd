import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nosyService, type Nosy } from './nosy-service.js';

/** A repository as strangers have them, with a service that reaches for everything that is not its own. */
export interface Layout {
  readonly name: string;
  readonly shape: (typeof shapes)[number];
  readonly envFiles: readonly string[];
  readonly listens: (typeof addresses)[number];
  readonly dials: readonly Nosy['dials'][number][];
  readonly leaves: readonly Nosy['leaves'][number][];
  readonly writes: readonly string[];
  readonly builds: 'yes' | 'no';
}

const shapes = ['single', 'npm-member', 'pnpm-member', 'subfolder', 'not-git'] as const;
const addresses = ['0.0.0.0', '::', '', 'localhost', '127.0.0.1'] as const;
const envNames = ['.env', '.env.local', '.env.production', 'config/.env', '.envrc', 'src/deep/.env.test'];
const dialling = [
  'fetch',
  'http',
  'net',
  'udp',
  'file',
  'child',
  'bare-child',
  'worker',
  'bare-worker',
] as const;
const leaving = ['fork', 'detached', 'bare', 'parent-ends'] as const;
const writing = ['data/db.json', 'uploads/new/file.txt', 'server.js', 'node_modules/dep/index.js', 'log.txt'];

/** The same seed gives the same layouts. */
export function layouts(count: number, seed = 7): readonly Layout[] {
  const random = generator(seed);
  const some = <T>(list: readonly T[], most: number): readonly T[] =>
    [...list].sort(() => random() - 0.5).slice(0, 1 + Math.floor(random() * most));
  const one = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;
  return Array.from({ length: count }, (_, index) => {
    const shape = one(shapes, index);
    return {
      name: `${index} ${shape}`,
      shape,
      envFiles: some(envNames, 4),
      listens: one(addresses, Math.floor(index / 2)),
      dials: some(dialling, 4),
      leaves: some(leaving, 2),
      writes: some(writing, 3),
      builds: one(['no', 'yes', 'no'], index),
    };
  });
}

export interface Made {
  /** All that is the user's. */
  readonly ground: string;
  /** The service. */
  readonly root: string;
  /** Where the service tells what it did. */
  readonly marks: string;
}

export interface MakeOptions {
  readonly layout: Layout;
  readonly place: string;
  readonly canary: string;
  readonly tag: string;
  readonly port: number;
  readonly socket: string;
  /** Whether it also asks programs that are not Node. */
  readonly reach: 'far' | 'near';
}

/** Writes a layout to disk: `place/ground` is the user's, `place/marks` takes what the service tells. */
export function make({ layout, place, canary, tag, port, socket, reach }: MakeOptions): Made {
  const ground = join(place, 'ground');
  const marks = join(place, 'marks');
  mkdirSync(marks, { recursive: true });
  const member = layout.shape.endsWith('member')
    ? 'apps/api'
    : layout.shape === 'subfolder'
      ? 'services/api'
      : '';
  const files: Record<string, string> = {
    '.env': `ABOVE=${canary}\n`,
    'secrets/outside.txt': canary,
  };
  const at = (path: string): string => join('repo', member, path);
  for (const path of layout.envFiles) files[at(path)] = `KEY=${canary}\n`;
  if (member !== '') files['repo/.env'] = `ROOT=${canary}\n`;
  files[at('.env.example')] = 'PLAIN=template\n';
  files[at('data/db.json')] = 'mine';
  files[at('config/plain.txt')] = 'plain';
  files[at('node_modules/dep/index.js')] = 'module.exports = "dep";\n';
  files[at('node_modules/dep/package.json')] = '{"name":"dep","version":"1.0.0"}';
  files[join('repo', member, '.gitignore')] = 'node_modules\n.env*\n!.env.example\ndata\n';
  files[at('package.json')] = JSON.stringify({
    name: 'api',
    version: '1.0.0',
    scripts: {
      start: layout.builds === 'yes' ? 'node dist/server.js' : 'node server.js',
      ...(layout.builds === 'yes' ? { build: 'node build.js' } : {}),
    },
    dependencies: { dep: '1.0.0', ...(member.startsWith('apps') ? { shared: 'workspace:*' } : {}) },
  });
  if (member.startsWith('apps')) {
    files['repo/package.json'] = JSON.stringify({ private: true, workspaces: ['apps/*', 'packages/*'] });
    files['repo/packages/shared/package.json'] = '{"name":"shared","version":"1.0.0"}';
    files['repo/packages/shared/index.js'] =
      'try { exports.env = require("node:fs").readFileSync(__dirname + ' +
      '"/.env", "utf8"); } catch { exports.env = ""; }\n';
    files['repo/packages/shared/.env'] = `SHARED=${canary}\n`;
    if (layout.shape === 'pnpm-member')
      files['repo/pnpm-workspace.yaml'] = 'packages: ["apps/*", "packages/*"]\n';
  }
  const original = join(ground, 'repo', member);
  const nosy: Nosy = {
    marks,
    tag,
    port,
    socket,
    reads: [
      ...layout.envFiles,
      ...['.env', '../.env', '../../.env', '../../../.env', 'out', 'out-folder/outside.txt'],
      ...layout.envFiles.map((path) => join(original, path)),
      join(ground, '.env'),
    ],
    finds: ['config/plain.txt', 'in', '.env.example', 'data/db.json'],
    writes: layout.writes,
    shared: member.startsWith('apps') ? 'yes' : 'no',
    listens: layout.listens,
    dials: [...layout.dials, ...(reach === 'far' ? (['program'] as const) : [])],
    leaves: layout.leaves,
  };
  files[at('server.js')] = nosyService(nosy);
  if (layout.builds === 'yes') {
    files[at('dist/server.js')] =
      `require('node:fs').writeFileSync(${JSON.stringify(join(marks, 'old-build'))}, 'x');\n`;
    files[at('build.js')] = [
      `const fs = require('node:fs');`,
      `fs.appendFileSync(${JSON.stringify(join(marks, 'env'))}, JSON.stringify(process.env));`,
      `fs.mkdirSync('dist', { recursive: true });`,
      `fs.copyFileSync('server.js', 'dist/server.js');`,
      `require('node:net').connect(${port}, '127.0.0.1').on('error', () => undefined);`,
    ].join('\n');
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(ground, path)), { recursive: true });
    writeFileSync(join(ground, path), text);
  }
  const repo = join(ground, 'repo');
  symlinkSync('config/plain.txt', join(repo, member, 'in'));
  symlinkSync(join(ground, 'secrets/outside.txt'), join(repo, member, 'out'));
  symlinkSync(join(ground, 'secrets'), join(repo, member, 'out-folder'));
  if (member.startsWith('apps'))
    symlinkSync(join(repo, 'packages/shared'), join(repo, member, 'node_modules/shared'));
  if (layout.shape !== 'not-git') {
    execFileSync('git', ['init', '-q', repo]);
    execFileSync('git', ['-C', repo, 'add', '-A']);
  }
  return { ground, root: join(repo, member), marks };
}

/** mulberry32: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
