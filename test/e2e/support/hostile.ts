import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deep } from '../../repo/deep.js';

/** A stream of numbers from a seed: the same repo for the same seed. */
function chance(seed: number): { below(n: number): number; of<T>(list: readonly T[]): T } {
  let state = seed * 2654435761 + 1;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return { below, of: (list) => list[below(list.length)] as (typeof list)[number] };
}
type Chance = ReturnType<typeof chance>;

export const good: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    name: 'x',
    version: '1.0.0',
    scripts: { start: 'node server.js', test: 'node --test' },
    dependencies: { express: '5.1.0' },
  }),
  'server.js':
    "const express = require('express');\nconst app = " +
    "express();\napp.get('/', (req, res) => " +
    "res.send('x'));\napp.listen(3000);\n",
  'tsconfig.json': '{"compilerOptions":{"module":"nodenext"}}',
  '.github/workflows/ci.yml':
    'on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm test\n',
  Dockerfile: 'FROM node:24\nUSER node\nCMD ["node", "server.js"]\n',
  'compose.yaml': 'services:\n  api:\n    image: x\n    command: node server.js\n',
  '.env.example': 'PORT=3000\n',
  '.gitignore': 'node_modules\n.env\n',
  'deploy/api.service': '[Service]\nExecStart=/usr/bin/node server.js\n',
  'deploy/pod.yaml':
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n    - name: a\n      image: b\n',
};

/** Files that the program reads, whether a good repo has them or not. */
const read = [
  ...Object.keys(good),
  ...[
    'rampart.json',
    '.rampart/evidence.json',
    '.rampart/journal.json',
    '.rampart/base.json',
    '.rampart/undo/0001.json',
  ],
  ...[
    'package-lock.json',
    'pnpm-lock.yaml',
    'yarn.lock',
    'bun.lock',
    'pnpm-workspace.yaml',
    '.npmrc',
    '.yarnrc.yml',
  ],
  ...[
    '.dockerignore',
    'SECURITY-STATUS.md',
    'SECURITY.md',
    'THREAT-MODEL.md',
    '.github/dependabot.yml',
    'renovate.json',
  ],
  ...[
    'openapi.json',
    'Procfile',
    '.nvmrc',
    'src/config.ts',
    'kustomization.yaml',
    '.env',
    'node_modules/express/package.json',
  ],
];

/** Names that every object has, and names that are something else where they are shown. */
const names = [
  ...['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf', 'then', 'length'],
  ...[
    '<script>alert(1)</script>',
    '\u001b[2J',
    '\u202egpj.exe',
    'a\nb',
    '$(touch ../ran)',
    '`touch ../ran`',
    ';touch ../ran;',
  ],
  ...[
    '-rf',
    '--upload-pack=touch',
    'x'.repeat(200),
    '[a](javascript:b)',
    '@everyone',
    '|',
    '\u009b31m',
    'é',
    '..a',
    ' ',
  ],
];

const texts: readonly string[] = [
  ...[
    'null',
    '[]',
    '"x"',
    '0',
    'true',
    '{',
    '',
    '{}',
    '\uFEFF{}',
    '\uFEFF',
    'x',
    '\u0000',
    '---\n',
    '&a [*a]',
    '{"a":',
    '[null]',
  ],
  '{"dependencies":null,"scripts":[],"engines":1,"bin":{},"workspaces":{"packages":7},"type":{},"name":[]}',
  '{"answers":null,"files":[],"layout":{"source":"../.."},"rampart":"1"}',
  '{"schema":"rampart-evidence/1","evidence":' +
    '[null,{"probe":"x","kind":"toString","at":"2026-01-01","findings":[null]}]}',
  '{"version":1,"command":"x","pid":1,"ends":null,"entries":[{"path":"../../x"}]}',
  'services:\n  __proto__: {image: x}\n  constructor: null\n  a:\n',
  'on: [push]\njobs:\n  __proto__:\n    steps: [null, 7, {uses: null}, {run: [x]}]\n  a: null\n  b: []\n',
  'services: [1, null, {a: b}]\n',
  'apiVersion: v1\nkind: Pod\nspec:\n  containers: [null, 7, {image: [x], securityContext: x}]\n',
  'a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c ' +
    '[*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d]\n',
  "a: !!js/function \"function(){ require('fs').writeFileSync('../ran','') }\"\n",
  'FROM node:20\n' + 'RUN x \\\n'.repeat(40_000),
  'FROM x\nRUN <<A <<B <<C\n' + 'x\n'.repeat(1000),
  '[Service]\nExecStart=node x \\\n' + ' y \\\n'.repeat(40_000),
  '# x\n'.repeat(200_000),
  'a'.repeat(900_000),
  ' '.repeat(900_000) + '{}',
  '['.repeat(500_000),
  '{"a":'.repeat(100_000),
  '- '.repeat(20_000),
  ' {a: '.repeat(5000),
  `{"dependencies":{${Array.from({ length: 30_000 }, (_, at) => `"p${at}":"1.0.${at}"`).join(',')}}}`,
  'A='.repeat(100_000),
  '*.log\n'.repeat(100_000),
  '{"extends":"./tsconfig.json","compilerOptions":' +
    '{"paths":{"(a+)+*":["(a+)+$/*",7],"*":null},"baseUrl":7,"module":[]}}',
  `packages:\n  - "${'**/'.repeat(40)}x"\n`,
  '%%%\r\n\u2028',
];

const sources: readonly (() => string)[] = [
  ...Object.values(deep).flatMap((make) => [() => make(3000), () => make(9000)]),
  () =>
    Array.from(
      { length: 40 },
      (_, at) =>
        `export const f${at} = () => [${Array.from({ length: 40 }, (__, to) => `f${to}`).join(',')}];`,
    ).join('\n') +
    "\nimport express from 'express'; const app = express(); app.use(f0); app.use(f1); app.listen(1);",
  () =>
    "const app = require('express')(); app.use(app.toString()); x.valueOf(); " +
    "x.hasOwnProperty('a'); x.__proto__.constructor(); app.listen(1)",
  () =>
    "import { NestFactory } from '@nestjs/core'; const a = await " +
    'NestFactory.create(M); a.toString(); a.constructor(); a.listen(1);',
  () => 'let a!;'.repeat(20_000),
  () => 'process.env.'.concat("constructor; process.env['__proto__']; process.env.toString;"),
  () => `const s = "${'a'.repeat(400_000)}!";`,
  () => "require('express')().get('/(a+)+$', x => x).use('/', y)\n".repeat(3000),
  () => '// ' + '\u202e\u001b[2J'.repeat(1000),
];

/** What may stand in a repo's own configuration of git, and would run something. */
const runs = (mark: string): readonly (readonly [string, string])[] => [
  ...[
    'core.fsmonitor',
    'core.sshCommand',
    'core.pager',
    'core.editor',
    'gpg.program',
    'diff.external',
    'credential.helper',
  ].map((key) => [key, mark] as const),
  ['core.hooksPath', '.hooks'],
  ['filter.x.clean', mark],
  ['filter.x.process', mark],
  ['remote.origin.uploadpack', mark],
  ['alias.ls-files', `!${mark}`],
];

/** Makes one repo: the good one, and what chance puts into it. What would run leaves a file `ran` beside it. */
export function layHostile(root: string, seed: number): readonly string[] {
  const luck = chance(seed);
  for (const [path, text] of Object.entries(good)) put(root, path, text);
  const mark = `${dirname(root)}/mark.sh`;
  writeFileSync(mark, `#!/bin/sh\necho ran >> "${dirname(root)}/ran"\nexit 1\n`, { mode: 0o755 });
  const isRepository = luck.below(4) > 0;
  if (isRepository) git(root, ['init', '-q', '-b', 'main'], ['add', '-A'], ['commit', '-qm', 'one']);
  const done = Array.from({ length: 1 + luck.below(5) }, () => luck.of(kinds)(root, luck, mark));
  if (isRepository && luck.below(2) > 0) git(root, ['add', '-A']);
  if (isRepository && luck.below(2) > 0) done.push(configured(root, luck, mark));
  return done;
}

const kinds: readonly ((root: string, luck: Chance, mark: string) => string)[] = [
  (root, luck) => {
    const [path, at] = [luck.of(read), luck.below(texts.length)];
    put(root, path, texts[at] ?? '');
    return `${path} = text ${at}`;
  },
  (root, luck) => {
    const [path, at] = [luck.of(read), luck.below(3)];
    const bytes = [
      Buffer.from('{"name":"x"}', 'utf16le'),
      Buffer.from([0xff, 0xfe, 0, 0, 0xd8]),
      Buffer.alloc(2_500_000, '{'),
    ][at];
    put(root, path, bytes ?? '');
    return `${path} = bytes ${at}`;
  },
  (root, luck) => {
    const [path, target] = [
      luck.of(read),
      luck.of(['/etc/passwd', '/dev/zero', 'nowhere', '.', '..', 'server.js']),
    ];
    clear(root, path);
    symlinkSync(target, join(root, path));
    return `${path} -> ${target}`;
  },
  (root, luck) => {
    const [path, kind] = [luck.of(read), luck.of(['folder', 'fifo'])];
    clear(root, path);
    if (kind === 'folder') mkdirSync(join(root, path));
    else spawnSync('mkfifo', [join(root, path)]);
    return `${path} is a ${kind}`;
  },
  (root, luck) => {
    const [path, at] = [
      luck.of(['server.js', 'src/app.ts', 'src/main.ts', 'lib/a.jsx', 'b.tsx', 'index.mjs']),
      luck.below(sources.length),
    ];
    put(root, path, sources[at]?.() ?? '');
    return `${path} = source ${at}`;
  },
  (root, luck) => {
    const [folder, name] = [
      luck.of(['', 'src/', '.github/workflows/', 'deploy/', '.github/actions/']),
      luck.of(names),
    ];
    const ending = luck.of(['', '.js', '.ts', '.yml', '.env', '/.env', '.service', '/Dockerfile']);
    put(root, `${folder}${name.replaceAll('/', '_')}${ending}`, luck.of(texts.slice(0, 20)));
    return `a file called ${JSON.stringify(name)}`;
  },
  (root, luck) => {
    const table = Object.fromEntries(
      names.map((name) => [name, luck.of(['1.0.0', '^2', '*', 'file:..', 'git+ssh://x/y', ''])]),
    );
    const fields = luck.of(['dependencies', 'scripts', 'engines', 'devDependencies', 'workspaces']);
    put(
      root,
      'package.json',
      JSON.stringify({ ...JSON.parse(good['package.json'] ?? ''), [fields]: { express: '5.1.0', ...table } }),
    );
    return `${fields} with names`;
  },
  (root, luck) => {
    const name = JSON.stringify(luck.of(names));
    put(
      root,
      '.github/workflows/x.yml',
      `on: push\njobs:\n  ${name}:\n    steps:\n      - uses: ${name}\n      - run: ` +
        `npm run ${luck.of(['constructor', '__proto__', 'toString'])}\n`,
    );
    put(
      root,
      '.env.example',
      names
        .slice(0, 8)
        .map((each) => `${each}=${each}`)
        .join('\n'),
    );
    return `a workflow with ${name}`;
  },
  (root, luck) => {
    const count = 1 + luck.below(3000);
    for (let at = 0; at < count; at += 1) put(root, `many/${at % 50}/f${at}.js`, 'x=1');
    mkdirSync(join(root, ...Array.from({ length: 60 }, (_, at) => `d${at}`)), { recursive: true });
    return `${count} files, and 60 folders deep`;
  },
];

function configured(root: string, luck: Chance, mark: string): string {
  const [key, value] = luck.of(runs(mark));
  git(root, ['config', key, value]);
  put(root, '.gitattributes', '* filter=x diff=x\n');
  put(root, '.hooks/post-index-change', '#!/bin/sh\ntouch ../ran\n');
  return `git ${key}`;
}

function clear(root: string, path: string): void {
  rmSync(join(root, path), { recursive: true, force: true });
  rmBlocking(root, path);
}

/** A name of a folder may be taken by a file of an earlier step. */
function rmBlocking(root: string, path: string): void {
  const folder = dirname(join(root, path));
  try {
    mkdirSync(folder, { recursive: true });
  } catch {
    for (let above = folder; above.length > root.length; above = dirname(above))
      try {
        rmSync(above, { recursive: true, force: true });
      } catch {
        // the one above it is in the way
      }
    mkdirSync(folder, { recursive: true });
  }
}

function put(root: string, path: string, data: string | Buffer): void {
  clear(root, path);
  try {
    writeFileSync(join(root, path), data);
  } catch {
    // a name that this file system cannot have
  }
}

function git(root: string, ...calls: readonly (readonly string[])[]): void {
  const identity = ['-c', 'user.email=a@example.test', '-c', 'user.name=a', '-c', 'commit.gpgsign=false'];
  for (const args of calls)
    spawnSync('git', [...identity, ...args], { cwd: root, stdio: 'ignore', timeout: 30_000 });
}
