import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { RampartError } from '../errors.js';
import { isInside, type Folders } from './folders.js';
import { repositoryOf } from './repository-of.js';
import { realPlace } from './real-place.js';
import { openSshPrivateKey, openSshPublicKey } from './open-ssh.js';
import { blobOf } from './blob-of.js';
import { readPlain, type Whose } from './plain-file.js';
import type { NamedKey } from './named-key.js';

const maxBytes = 256 * 1024;

/** Reads the signing key: PEM (PKCS #8) or OpenSSH, ed25519, without a passphrase. */
export function signingKey(path: string, root: string): NamedKey {
  const pem = readKeyFile(path, root, 'any');
  return attempt(path, () => {
    const key = pem.includes('BEGIN OPENSSH PRIVATE KEY') ? openSshPrivateKey(pem) : createPrivateKey(pem);
    return named(key, createPublicKey(key));
  });
}

/**
 * Keys that the user trusts: from options, each a line or a file, and from the user's configuration, never
 * from the repository.
 */
export function trustedKeys(given: readonly string[], folders: Folders, root: string): readonly NamedKey[] {
  const usual = folders.config === undefined ? undefined : join(folders.config, 'trusted-keys');
  const configured =
    usual === undefined || absent(usual) ? [] : keysIn(readKeyFile(usual, root, 'own'), usual);
  return [
    ...configured,
    ...given.flatMap((one) =>
      one.startsWith('ssh-') ? keysIn(one, '--trust') : keysIn(readKeyFile(one, root, 'own'), one),
    ),
  ];
}

const absent = (path: string): boolean => {
  const read = readPlain(realPlace(path), maxBytes);
  return 'no' in read && read.no === 'absent';
};

function readKeyFile(path: string, root: string, whose: Whose): string {
  const repository = repositoryOf(root);
  if (isInside(path, repository))
    throw bad(path, `it is in the judged repository (${repository}), which cannot vouch for itself`);
  const read = readPlain(realPlace(path), maxBytes, whose);
  if ('no' in read) throw bad(path, read.no === 'absent' ? 'there is none' : read.no);
  return read.bytes.toString('utf8');
}

/** Parses PEM public keys and OpenSSH lines; the text may contain nothing else. */
function keysIn(text: string, file: string): readonly NamedKey[] {
  const pem = /-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g;
  const blocks = text.match(pem) ?? [];
  const lines = text
    .replace(pem, '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const keys = [
    ...blocks.map((block) => attempt(file, () => publicKey(createPublicKey(block)))),
    ...lines.map((line) => attempt(file, () => publicKey(openSshPublicKey(line)))),
  ];
  if (keys.length === 0) throw bad(file, 'there is no key in it');
  return keys;
}

const publicKey = (key: KeyObject): NamedKey => named(key, key);

function named(key: KeyObject, open: KeyObject): NamedKey {
  if (open.asymmetricKeyType !== 'ed25519')
    throw new Error(`it is of the kind ${String(open.asymmetricKeyType)}, not ed25519`);
  const digest = createHash('sha256').update(blobOf(open)).digest('base64');
  return { id: `SHA256:${digest.replace(/=+$/, '')}`, key };
}

function attempt<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw bad(file, error instanceof Error ? error.message : String(error));
  }
}

const bad = (file: string, problem: string): RampartError =>
  new RampartError('RAMPART_BAD_KEY', { file, problem });
