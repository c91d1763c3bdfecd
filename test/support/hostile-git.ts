import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Repositories whose settings name programs: every way to name one, in every kind of repository. The program
 * writes a mark. `fire` shows that plain git would start it, so that a missing mark means something.
 */
export interface Trap {
  readonly id: string;
  /** Sets the trap in a repository. `program` writes the mark. */
  readonly set: (at: Laid, program: string) => void;
  /** The git commands that would start it. */
  readonly fire: readonly (readonly string[])[];
}

export interface Laid {
  /** The folder of the service, which rampart is given. */
  readonly root: string;
  /** The top of its repository. */
  readonly top: string;
  /** The folder with that repository's settings. */
  readonly dir: string;
  /** An empty folder next to them. */
  readonly beside: string;
}

export interface Shape {
  readonly id: string;
  readonly lay: (folder: string) => Laid;
}

const settled = { PATH: process.env['PATH'], HOME: '/nonexistent', GIT_CONFIG_NOSYSTEM: '1' };
const who = ['-c', 'user.name=t', '-c', 'user.email=t@example.test', '-c', 'commit.gpgsign=false'];
const always = ['-c', 'protocol.file.allow=always', '-c', 'init.defaultBranch=main'];

export const git = (cwd: string, ...args: readonly string[]): string =>
  execFileSync('git', [...who, ...always, ...args], {
    cwd,
    env: settled,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** Runs plain git and ignores its result. */
export const plainGit = (cwd: string, args: readonly string[]): void =>
  void spawnSync('git', [...who, ...args], {
    cwd,
    env: settled,
    input: 'protocol=https\nhost=host.invalid\n\n',
    timeout: 20_000,
    stdio: ['pipe', 'ignore', 'ignore'],
  });

/** A program that only writes a mark. */
export function programIn(folder: string): { readonly program: string; readonly marks: () => number } {
  const [program, mark] = [join(folder, 'trap.sh'), join(folder, 'mark')];
  mkdirSync(folder, { recursive: true });
  writeFileSync(program, `#!/bin/sh\necho ran >> '${mark}'\nexit 1\n`, { mode: 0o755 });
  return { program, marks: () => (existsSync(mark) ? readFileSync(mark, 'utf8').split('\n').length - 1 : 0) };
}

const server = `const express = require('express');
const app = express();
app.get('/', (request, reply) => reply.send('x'));
app.listen(process.env.PORT || 3000);
`;

const manifest = {
  name: 'x',
  version: '1.0.0',
  scripts: { start: 'node server.js' },
  dependencies: { express: '5.1.0' },
};

/** A small service that `add` recognises. */
function service(root: string): void {
  write(root, {
    'package.json': `${JSON.stringify(manifest, null, 2)}\n`,
    'server.js': server,
    '.gitignore': 'node_modules\n.env*\n',
    'notes.txt': 'one\n',
  });
}

export function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function commitAll(top: string, message: string): void {
  git(top, 'add', '-A');
  git(top, 'commit', '-q', '-m', message);
}

/** Makes two commits, so that there is something to compare. */
function twice(root: string, top: string): void {
  service(root);
  commitAll(top, 'one');
  write(root, { 'notes.txt': 'two\n' });
  commitAll(top, 'two');
}

function main(folder: string, ...init: readonly string[]): Laid {
  const top = join(folder, 'repository');
  mkdirSync(top, { recursive: true });
  git(top, 'init', '-q', ...init);
  twice(top, top);
  return { root: top, top, dir: join(top, '.git'), beside: folder };
}

const after =
  (...steps: readonly (readonly string[])[]) =>
  (folder: string): Laid => {
    const laid = main(folder);
    for (const step of steps) git(laid.top, ...step);
    return laid;
  };

function below(folder: string): Laid {
  const top = join(folder, 'repository');
  mkdirSync(top, { recursive: true });
  git(top, 'init', '-q');
  twice(join(top, 'services/api'), top);
  return { root: join(top, 'services/api'), top, dir: join(top, '.git'), beside: folder };
}

function worktree(folder: string): Laid {
  const { top, dir } = main(folder);
  git(top, 'worktree', 'add', '-q', join(folder, 'linked'));
  return { root: join(folder, 'linked'), top: join(folder, 'linked'), dir, beside: folder };
}

function submodule(folder: string): Laid {
  const { top: inner } = main(join(folder, 'inner'));
  const outer = join(folder, 'outer');
  mkdirSync(outer);
  git(outer, 'init', '-q');
  git(outer, 'submodule', '--quiet', 'add', inner, 'sub');
  commitAll(outer, 'with a submodule');
  return {
    root: join(outer, 'sub'),
    top: join(outer, 'sub'),
    dir: join(outer, '.git/modules/sub'),
    beside: folder,
  };
}

/** A submodule without a service, so that only one service exists. */
function aroundSubmodule(folder: string): Laid {
  const inner = join(folder, 'inner');
  write(inner, { 'notes.txt': 'one\n' });
  git(inner, 'init', '-q');
  commitAll(inner, 'one');
  const laid = main(folder);
  git(laid.top, 'submodule', '--quiet', 'add', inner, 'sub');
  commitAll(laid.top, 'with a submodule');
  return laid;
}

function clone(folder: string, ...how: readonly string[]): Laid {
  const { top: from } = main(join(folder, 'from'));
  const top = join(folder, 'clone');
  git(from, 'config', 'uploadpack.allowFilter', 'true');
  git(folder, 'clone', '-q', ...how, `file://${from}`, top);
  return { root: top, top, dir: join(top, '.git'), beside: folder };
}

function separate(folder: string): Laid {
  const laid = main(folder, `--separate-git-dir=${join(folder, 'elsewhere')}`);
  return { ...laid, dir: join(folder, 'elsewhere') };
}

export const shapes: readonly Shape[] = [
  { id: 'plain', lay: (folder) => main(folder) },
  { id: 'a folder below the top', lay: below },
  { id: 'a linked worktree', lay: worktree },
  { id: 'a submodule', lay: submodule },
  { id: 'around a submodule', lay: aroundSubmodule },
  { id: 'sha256', lay: (folder) => main(folder, '--object-format=sha256') },
  { id: 'shallow', lay: (folder) => clone(folder, '--depth=1') },
  { id: 'partial, without blobs', lay: (folder) => clone(folder, '--filter=blob:none') },
  { id: 'a split index', lay: after(['update-index', '--split-index']) },
  { id: 'a sparse index', lay: after(['sparse-checkout', 'init', '--cone', '--sparse-index']) },
  { id: 'packed refs', lay: after(['pack-refs', '--all'], ['gc', '-q']) },
  { id: 'a detached head', lay: after(['checkout', '-q', '--detach']) },
  { id: 'its repository elsewhere', lay: separate },
];

/** Removes objects, so that git would ask a server for them. */
function promise({ root, top, dir }: Laid, settings: Readonly<Record<string, string>>): void {
  write(root, { 'more.txt': 'three\n' });
  commitAll(top, 'three');
  const tree = git(top, 'rev-parse', 'HEAD~0^{tree}').trim();
  const loose = join(dir, 'objects', tree.slice(0, 2), tree.slice(2));
  rmSync(loose, { force: true });
  config(dir, {
    'core.repositoryformatversion': '1',
    'extensions.partialClone': 'origin',
    'remote.origin.promisor': 'true',
    ...settings,
  });
}

function config(dir: string, settings: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(settings))
    execFileSync('git', ['config', '--file', join(dir, 'config'), name, value], { env: settled });
}

/** Changes the time of a file, so that git must compare it again. */
function touched(root: string): void {
  for (const name of ['notes.txt', 'server.js', 'package.json'])
    utimesSync(join(root, name), new Date(), new Date(Date.now() + 3_600_000));
}

const settings =
  (made: (program: string) => Readonly<Record<string, string>>, attributes = '') =>
  (laid: Laid, program: string): void => {
    if (attributes !== '') {
      write(laid.top, { '.gitattributes': `* ${attributes}\n` });
      commitAll(laid.top, 'attributes');
    }
    config(laid.dir, made(program));
    touched(laid.root);
  };

/** A signed commit, whose signature git would check. */
function signed(laid: Laid, kind: string): void {
  const header = git(laid.top, 'rev-parse', 'HEAD').trim().length === 64 ? 'gpgsig-sha256' : 'gpgsig';
  const tree = git(laid.top, 'rev-parse', 'HEAD^{tree}').trim();
  const head = [
    `tree ${tree}`,
    'author t <t@example.test> 1700000000 +0000',
    'committer t <t@example.test> 1700000000 +0000',
  ];
  const text =
    `${head.join('\n')}\n${header} -----BEGIN ${kind}-----\n \n ` +
    `iQ\n =abcd\n -----END ${kind}-----\n\nsigned\n`;
  const id = execFileSync('git', ['hash-object', '-t', 'commit', '-w', '--stdin'], {
    cwd: laid.top,
    env: settled,
    input: text,
    encoding: 'utf8',
  });
  git(laid.top, 'reset', '-q', '--soft', id.trim());
}

const missing = ['cat-file', '-p', 'HEAD^{tree}'];

export const traps: readonly Trap[] = [
  { id: 'core.fsmonitor', set: settings((program) => ({ 'core.fsmonitor': program })), fire: [['status']] },
  {
    id: 'filter.clean',
    set: settings((program) => ({ 'filter.x.clean': program }), 'filter=x'),
    fire: [['status'], ['diff']],
  },
  {
    id: 'filter.process',
    set: settings((program) => ({ 'filter.x.process': program }), 'filter=x'),
    fire: [['status'], ['diff']],
  },
  {
    id: 'filter.smudge',
    set: settings((program) => ({ 'filter.x.smudge': program }), 'filter=x'),
    fire: [['cat-file', '--filters', ':./notes.txt']],
  },
  {
    id: 'diff.external',
    set: settings((program) => ({ 'diff.external': program })),
    fire: [
      ['diff', 'HEAD', '4b825dc642cb6eb9a060e54bf8d69288fbee4904'],
      ['diff', 'HEAD~1'],
    ],
  },
  {
    id: 'diff.x.command',
    set: settings((program) => ({ 'diff.x.command': program }), 'diff=x'),
    fire: [['diff', 'HEAD~1']],
  },
  {
    id: 'diff.x.textconv',
    set: settings((program) => ({ 'diff.x.textconv': program }), 'diff=x'),
    fire: [
      ['diff', 'HEAD~1'],
      ['log', '-p'],
    ],
  },
  {
    id: 'gpg.program',
    set: (laid, program) => (
      signed(laid, 'PGP SIGNATURE'),
      config(laid.dir, { 'log.showSignature': 'true', 'gpg.program': program })
    ),
    fire: [['log']],
  },
  {
    id: 'gpg.x509.program',
    set: (laid, program) => (
      signed(laid, 'SIGNED MESSAGE'),
      config(laid.dir, { 'log.showSignature': 'true', 'gpg.x509.program': program })
    ),
    fire: [['log']],
  },
  {
    id: 'remote.uploadpack',
    set: (laid, program) =>
      promise(laid, { 'remote.origin.url': '/nowhere', 'remote.origin.uploadpack': program }),
    fire: [missing],
  },
  {
    id: 'core.sshCommand',
    set: (laid, program) =>
      promise(laid, { 'remote.origin.url': 'ssh://host.invalid/x', 'core.sshCommand': program }),
    fire: [missing],
  },
  {
    id: 'core.gitProxy',
    set: (laid, program) =>
      promise(laid, { 'remote.origin.url': 'git://host.invalid/x', 'core.gitProxy': program }),
    fire: [missing],
  },
  {
    id: 'an ext:: remote',
    set: (laid, program) =>
      promise(laid, { 'remote.origin.url': `ext::${program}`, 'protocol.ext.allow': 'always' }),
    fire: [missing],
  },
  {
    id: 'url.insteadOf',
    set: (laid, program) =>
      promise(laid, {
        'remote.origin.url': 'https://host.invalid/x',
        [`url.ext::${program} .insteadOf`]: 'https://host.invalid/',
        'protocol.ext.allow': 'always',
      }),
    fire: [missing],
  },
  {
    id: 'include.path',
    set: (laid, program) => (
      writeFileSync(join(laid.beside, 'more'), `[core]\n\tfsmonitor = ${program}\n`),
      config(laid.dir, { 'include.path': join(laid.beside, 'more') })
    ),
    fire: [['status']],
  },
  {
    id: 'includeIf',
    set: (laid, program) => (
      writeFileSync(join(laid.beside, 'more'), `[core]\n\tfsmonitor = ${program}\n`),
      config(laid.dir, { 'includeIf.gitdir:/**.path': join(laid.beside, 'more') })
    ),
    fire: [['status']],
  },
  { id: 'config.worktree', set: (laid, program) => setInWorktree(laid, program), fire: [['status']] },
  {
    id: 'core.hooksPath',
    set: (laid, program) => (
      hooksIn(join(laid.beside, 'hooks'), program),
      config(laid.dir, { 'core.hooksPath': join(laid.beside, 'hooks') }),
      touched(laid.root)
    ),
    fire: [['status']],
  },
  {
    id: '.git/hooks',
    set: (laid, program) => (hooksIn(join(laid.dir, 'hooks'), program), touched(laid.root)),
    fire: [['status']],
  },
  { id: 'alias', set: settings((program) => ({ 'alias.zz': `!${program}` })), fire: [['zz']] },
  {
    id: 'credential.helper',
    set: settings((program) => ({ 'credential.helper': `!${program}` })),
    fire: [['-c', 'core.askPass=/bin/false', 'credential', 'fill']],
  },
  {
    id: 'core.editor',
    set: settings((program) => ({ 'core.editor': program })),
    fire: [['commit', '--allow-empty']],
  },
  {
    id: 'trailer.command',
    set: settings((program) => ({ 'trailer.x.command': program })),
    fire: [['interpret-trailers']],
  },
  {
    id: 'tar.command',
    set: settings((program) => ({ 'tar.x.command': program })),
    fire: [['archive', '--format=x', 'HEAD']],
  },
];

function hooksIn(folder: string, program: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of ['post-index-change', 'pre-commit', 'post-checkout', 'reference-transaction'])
    writeFileSync(join(folder, name), `#!/bin/sh\nexec '${program}'\n`, { mode: 0o755 });
}

function setInWorktree({ top, dir }: Laid, program: string): void {
  config(dir, { 'core.repositoryformatversion': '1', 'extensions.worktreeConfig': 'true' });
  const own = git(top, 'rev-parse', '--absolute-git-dir').trim();
  appendFileSync(join(own, 'config.worktree'), `[core]\n\tfsmonitor = ${program}\n`);
}
