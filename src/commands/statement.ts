import { resolve } from 'node:path';
import { commitFile } from '../commit/commit-file.js';
import { exits, RampartError } from '../errors.js';
import { keptHere } from '../evidence/believe.js';
import { foldersOf } from '../evidence/folders.js';
import { realPlace } from '../evidence/real-place.js';
import { keepHere } from '../evidence/kept.js';
import { signingKey } from '../evidence/keys.js';
import { readPlain } from '../evidence/plain-file.js';
import type { KeptStatement } from '../evidence/schema.js';
import { signedStatement } from '../evidence/statement.js';
import { packageName } from '../evidence/package-name.js';
import { signedFile } from '../evidence/signed-file.js';
import { refuseFolder, refusePackageFile } from '../repo/folder.js';
import { sha256 } from '../sha256.js';
import { openRepo, type Repo } from '../repo/repo.js';
import { generatorVersion } from '../version.js';
import { badValue } from './bad-value.js';
import { environmentIn } from './environment-in.js';
import { say, warn, type Io } from './io.js';
import type { Given, Answer } from './command.js';

/** A statement before it is signed. */
export interface Draft {
  readonly kind: KeptStatement['kind'];
  readonly of: string;
  readonly claim: string;
  /** The digest of what was seen. */
  readonly seen: string;
  readonly mostDays: number;
}

export interface OpenedFolder {
  readonly root: string;
  readonly repo: Repo;
}

export function openFolder(given: Given, io: Io): OpenedFolder {
  const root = resolve(io.cwd, typeof given['dir'] === 'string' ? given['dir'] : '.');
  refuseFolder(root);
  refusePackageFile(root);
  return { root, repo: openRepo(root) };
}

/** Makes a statement from the options, keeps it on this machine, and writes it to a file if it is signed. */
export function state({ given, io, place, draft }: Stating): Answer {
  const now = new Date();
  const person = requiredText(given, 'by', 'a name, such as "Ada Obi <ada@acme.org>"');
  if (person.length < 3 || person.length > 200)
    throw badValue('--by', 'a name of 3 to 200 characters', person);
  const statement: KeptStatement = {
    schema: 'rampart-statement/1',
    kind: draft.kind,
    of: draft.of,
    claim: draft.claim,
    person,
    because: typeof given['because'] === 'string' ? given['because'].slice(0, 1000) : '',
    environment: environmentIn(given, 'production'),
    name: packageName(place.repo),
    seen: draft.seen,
    at: now.toISOString(),
    until: untilIn(given, draft.mostDays, now),
  };
  const out = signedOut({ given, io, place, statement });
  if (out === undefined) keep(place, statement, io);
  say(
    io,
    `${draft.kind === 'attestation' ? 'Attested' : 'Waived'} for ${statement.environment}: ${draft.claim}`,
  );
  say(io, `by ${person}, until ${statement.until.slice(0, 10)}; seen: ${draft.seen.slice(0, 12)}`);
  say(
    io,
    out === undefined
      ? 'Kept on this machine. Next: rampart verify'
      : `Next: rampart verify --evidence ${out} --trust <public key>`,
  );
  return { exit: exits.done, document: { ...statement, ...(out === undefined ? {} : { out }) } };
}

interface Stating {
  readonly given: Given;
  readonly io: Io;
  readonly place: OpenedFolder;
  readonly draft: Draft;
}

function keep({ root, repo }: OpenedFolder, statement: KeptStatement, io: Io): void {
  const own = { root, folders: foldersOf(io.env, root), repo, rampart: generatorVersion, now: new Date() };
  const before = keptHere(own).kept;
  const lost = keepHere({ ...own, name: packageName(repo), before, said: [statement] });
  if (lost !== undefined)
    throw new RampartError('RAMPART_WRITE_FAILED', { problem: lost, state: 'Nothing was kept.' });
}

/** Writes the signed statement and returns its path; undefined without a key. */
function signedOut({
  given,
  io,
  place,
  statement,
}: Omit<Stating, 'draft'> & { readonly statement: KeptStatement }): string | undefined {
  const [key, out] = [given['sign-key'], given['out']];
  if (typeof key !== 'string' && typeof out !== 'string') return undefined;
  if (typeof key !== 'string')
    throw badValue(
      '--sign-key',
      'given with --out: unsigned statements are not accepted elsewhere',
      'nothing',
    );
  if (typeof out !== 'string')
    throw badValue('--out', 'given with --sign-key: the file for the signed statement', 'nothing');
  const path = resolve(io.cwd, out);
  const text = signedStatement(statement, signingKey(resolve(io.cwd, key), place.root));
  commitFile(signedFile({ root: place.root, path, text, state: 'Nothing was kept.' }));
  if (statement.name === '')
    warn(io, 'package.json has no name: this statement applies to every package without a name.');
  return out;
}

export function requiredText(given: Given, name: string, expected: string): string {
  const value = given[name];
  if (typeof value !== 'string' || value.trim() === '') throw badValue(`--${name}`, expected, 'nothing');
  return value.trim();
}

const maxSeenBytes = 64 * 1024 * 1024;

/** The digest of a file that supports the statement. The file itself is not copied. */
export function digestOfFile(path: string, cwd: string): string {
  const read = readPlain(realPlace(resolve(cwd, path)), maxSeenBytes);
  if ('bytes' in read && read.bytes.length > 0) return sha256(read.bytes);
  const found =
    'bytes' in read ? 'an empty file' : read.no === 'absent' ? `no file ${path}` : `${path}: ${read.no}`;
  throw badValue('--seen', 'a file that shows it', found);
}

/** The end of the given day, at most `mostDays` from now. */
function untilIn(given: Given, mostDays: number, now: Date): string {
  const latest = new Date(now.getTime() + mostDays * 86_400_000);
  const text = given['until'];
  if (text === undefined) return latest.toISOString();
  const day =
    typeof text === 'string' && /^\d{4}-\d\d-\d\d$/.test(text)
      ? new Date(`${text}T23:59:59.999Z`)
      : undefined;
  if (day === undefined || Number.isNaN(day.getTime()))
    throw badValue('--until', 'a day, such as 2026-12-31', String(text));
  if (day.getTime() < now.getTime()) throw badValue('--until', 'a day that is not in the past', String(text));
  if (day.getTime() > latest.getTime() + 86_400_000)
    throw badValue(
      '--until',
      `a day up to ${latest.toISOString().slice(0, 10)}: this may count for ${mostDays} days at most`,
      String(text),
    );
  return day.toISOString();
}
