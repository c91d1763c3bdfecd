import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../../src/commands/verify.js';
import type { Call } from '../../src/commands/command.js';
import { RampartError } from '../../src/errors.js';
import { keptHere } from '../../src/evidence/believe.js';
import { bundleOf, type Sending } from '../../src/evidence/bundle.js';
import { foldersOf } from '../../src/evidence/folders.js';
import { keepHere } from '../../src/evidence/kept.js';
import { signingKey } from '../../src/evidence/keys.js';
import type { NamedKey } from '../../src/evidence/named-key.js';
import type { Configuration } from '../../src/evidence/schema.js';
import { subjectOf } from '../../src/evidence/subject.js';
import type { Report } from '../../src/report/shape.js';
import type { Evidence } from '../../src/verify/evidence.js';
import { probes } from '../../src/verify/probes/index.js';
import { openRepo } from '../../src/repo/repo.js';
import { generatorVersion } from '../../src/version.js';

/** A repository, the home of its user, and the key of the continuous integration that the user trusts. */
export interface Scene {
  readonly root: string;
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
  readonly ci: Pair;
}

export interface Pair {
  readonly secret: string;
  readonly open: string;
}

const made: string[] = [];
export const cleanUp = (): void =>
  made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true }));

export function folder(name: string): string {
  made.push(mkdtempSync(join(tmpdir(), `rampart-${name}-`)));
  return made.at(-1) ?? '';
}

const files = {
  '.gitignore': 'node_modules\n.env*\n',
  'package.json': '{"name":"scene","version":"1.0.0","dependencies":{"express":"5.1.0"}}',
  'package-lock.json': '{"lockfileVersion":3,"packages":{}}',
  'server.js': "require('express')().listen(process.env.PORT);\n",
  'rampart.json': '{}\n',
};

export function scene(name = 'scene'): Scene {
  const root = folder(name);
  for (const [path, text] of Object.entries({ ...files, 'README.md': `${name}\n` }))
    writeFileSync(join(root, path), text);
  git(root, 'init', '-q', '-b', 'main');
  commit(root);
  const home = folder('home');
  return { root, home, env: envOf(home), ci: pair(home, 'ci') };
}

export const envOf = (home: string): Scene['env'] => ({
  XDG_STATE_HOME: join(home, 'state'),
  XDG_CONFIG_HOME: join(home, 'config'),
});

export const git = (cwd: string, ...args: readonly string[]): string =>
  execFileSync(
    'git',
    ['-c', 'user.name=t', '-c', 'user.email=t@localhost', '-c', 'commit.gpgsign=false', ...args],
    {
      cwd,
      encoding: 'utf8',
    },
  );

export function commit(root: string): void {
  git(root, 'add', '-A');
  git(root, 'commit', '-q', '-m', 'one');
}

/** Two PEM files of an ed25519 key. */
export function pair(home: string, name: string): Pair {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const [secret, open] = [join(home, `${name}.pem`), join(home, `${name}.pub.pem`)];
  writeFileSync(secret, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  writeFileSync(open, publicKey.export({ type: 'spki', format: 'pem' }));
  return { secret, open };
}

/** The same repository where it is another folder and another user's: what a clone is. */
export function clone({ root }: Scene): Scene {
  const [copy, home] = [folder('clone'), folder('home')];
  cpSync(root, copy, { recursive: true });
  return { root: copy, home, env: envOf(home), ci: pair(home, 'ci') };
}

export interface Ran {
  readonly exit: number;
  readonly document: Report | undefined;
  readonly out: string;
  readonly error: string | undefined;
}

export async function verifyIn({ root, env }: Scene, given: Call['given'] = {}): Promise<Ran> {
  let out = '';
  const stream = { write: (text: string) => ((out += text), true) };
  const talk = { stdout: stream, stderr: stream, format: 'text', standing: '', talksTo: () => 'pipe' };
  try {
    const answer = await run({
      io: { cwd: root, self: 'rampart', env, ...talk },
      given,
      positionals: [],
    } as unknown as Call);
    return { exit: answer.exit, document: answer.document as unknown as Report, out, error: undefined };
  } catch (error) {
    if (!(error instanceof RampartError)) throw error;
    return { exit: error.exit, document: undefined, out, error: `${error.code}: ${error.message}` };
  }
}

/** Booted results of all probes, as a run of `--boot` would have left them: one in three fails or is open. */
export function booted(root: string, outcomeOf: (index: number) => 'pass' | 'fail'): readonly Evidence[] {
  return probes
    .filter(({ needs }) => needs === 'server' || needs === 'bench')
    .map(({ id }, index) => ({
      probe: id,
      kind: 'booted',
      environment: 'development',
      at: new Date(Date.now() - 60_000).toISOString(),
      target: 'local boot',
      subject: openRepo(root).digest(),
      transcript: '0'.repeat(64),
      findings: [{ outcome: outcomeOf(index), because: `said ${index}` }],
    }));
}

/** Keeps evidence on this machine, as verify does. */
export function keepIn({ root, env }: Scene, seen: readonly Evidence[]): void {
  const own = { root, folders: foldersOf(env, root), rampart: generatorVersion, repo: openRepo(root) };
  const { statements } = keptHere({ ...own, now: new Date() }).kept;
  const lost = keepHere({
    ...own,
    name: 'scene',
    seen,
    before: { evidence: [], pages: [], statements },
    page: { sha256: '1'.repeat(64), subject: '', at: new Date().toISOString() },
  });
  if (lost !== undefined) throw new Error(lost);
}

export function keptFile({ env }: Scene): string {
  const place = join(env['XDG_STATE_HOME'] ?? '', 'rampart/evidence');
  return join(place, readdirSync(place)[0] ?? '');
}

export const configuration: Configuration = {
  environment: 'development',
  boot: 'boot',
  reach: 'reads',
  url: null,
  routes: [],
  variables: [],
  controls: [],
};

/** A bundle, signed by this key, with one thing changed before it is signed. */
export function bundleIn({ root, ci }: Scene, change: Partial<Sending> = {}, key = keyOf(ci)): string {
  const subject = subjectOf(openRepo(root));
  return bundleOf({
    at: new Date(),
    rampart: generatorVersion,
    subject: { ...subject, commit: subject.commit ?? '' },
    configuration,
    seen: booted(root, () => 'pass'),
    key,
    ...change,
  });
}

export const keyOf = ({ secret }: Pair): NamedKey => signingKey(secret, dirname(secret) + '/none');

export function handed(scene: Scene, text: string): string {
  const path = join(scene.home, 'bundle.json');
  writeFileSync(path, text);
  return path;
}

export const passes = ({ document }: Ran): number => document?.counts.pass ?? 0;
export const pagePath = ({ root }: Scene): string => join(root, 'SECURITY-STATUS.md');
export const page = (scene: Scene): string => readFileSync(pagePath(scene), 'utf8');
export const ticks = (text: string): number => text.match(/\[[xX]\]/g)?.length ?? 0;

export function plant(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
