import { resolve } from 'node:path';
import { RampartError } from '../errors.js';
import type { HandedEvidence } from '../evidence/handed-evidence.js';
import { foldersOf, type Folders } from '../evidence/folders.js';
import { realPlace } from '../evidence/real-place.js';
import { signingKey, trustedKeys } from '../evidence/keys.js';
import type { NamedKey } from '../evidence/named-key.js';
import { readPlain } from '../evidence/plain-file.js';
import type { Configuration } from '../evidence/schema.js';
import type { Asked } from '../verify/verify.js';
import type { Io } from './io.js';
import type { Given } from './command.js';

/** What the options and the user's configuration say about evidence. All of it is read before verify begins. */
export interface EvidenceOptions {
  readonly folders: Folders;
  readonly handed: readonly HandedEvidence[];
  readonly trusted: readonly NamedKey[];
  readonly signer: NamedKey | undefined;
  readonly out: string | undefined;
  /** Evidence files of the options. If they are in the repository, they are not part of what they describe. */
  readonly files: readonly string[];
}

const maxBytes = 8 * 1024 * 1024;

export function evidenceOptions(given: Given, io: Pick<Io, 'cwd' | 'env'>, root: string): EvidenceOptions {
  const place = (path: string): string => resolve(io.cwd, path);
  const folders = foldersOf(io.env, root);
  const paths = [given['evidence'] ?? []].flat();
  const trust = [given['trust'] ?? []].flat();
  const [key, out] = [given['sign-key'], given['evidence-out']];
  if (typeof out === 'string' && typeof key !== 'string')
    throw new RampartError('RAMPART_BAD_VALUE', {
      option: '--sign-key',
      expected: 'given with --evidence-out: unsigned evidence is not accepted elsewhere',
      found: 'nothing',
    });
  return {
    folders,
    handed: paths.map((path) => ({ name: path, text: textOf(place(path), path) })),
    trusted: trustedKeys(
      trust.map((one) => (one.startsWith('ssh-') ? one : place(one))),
      folders,
      root,
    ),
    signer: typeof key === 'string' ? signingKey(place(key), root) : undefined,
    out: typeof out === 'string' ? place(out) : undefined,
    files: [...paths, ...(typeof out === 'string' ? [out] : [])].map(place),
  };
}

function textOf(path: string, name: string): string {
  const read = readPlain(realPlace(path), maxBytes);
  if ('bytes' in read) return read.bytes.toString('utf8');
  const problem = read.no === 'absent' ? 'there is none' : read.no;
  throw new RampartError('RAMPART_BAD_EVIDENCE', { file: name, problem });
}

/** The options of a run, as they are signed. Of variables only the names: their values may be secret. */
export function configurationOf(
  { environment, boot, reach, url, routes, only }: Asked,
  variables: readonly string[],
): Configuration {
  return {
    environment,
    boot,
    reach,
    url: url?.origin ?? null,
    routes: routes.map(({ method, path }) => `${method} ${path}`).sort(),
    variables: [...variables].sort(),
    controls: [...only].sort(),
  };
}
