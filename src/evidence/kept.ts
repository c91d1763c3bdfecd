import { createHmac, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import { writeWhole } from '../commit/write-whole.js';
import { mergeEvidence, type Evidence } from '../verify/evidence.js';
import { sha256 } from '../sha256.js';
import type { Folders } from './folders.js';
import { realPlace } from './real-place.js';
import { machineKey, machineKeyMade } from './machine-key.js';
import { privateFolder, readPlain } from './plain-file.js';
import { readKept, type Kept, type KeptStatement, type WrittenPage } from './schema.js';
import { mergeStatements } from './statement.js';

/**
 * What this machine saw of a folder, stored outside of it. The first line has the format version and a code
 * that only this machine's key can make for exactly the bytes that follow:
 *
 *   rampart-kept/1 <HMAC-SHA256 in hex>
 *   {"root":"/home/ada/service",...}
 *
 * The bytes are checked before they are parsed, so no other notation of the same content is accepted.
 */
export type KeptLookup =
  { readonly kept: Kept } | { readonly no: 'absent' } | { readonly no: string; readonly path: string };

const form = 'rampart-kept/1';
const maxBytes = 32 * 1024 * 1024;
const maxPages = 20;

export function readHere(root: string, folders: Folders): KeptLookup {
  const path = placeOf(root, folders);
  if (path === undefined || folders.config === undefined) return { no: 'absent' };
  const read = readPlain(path, maxBytes, 'own');
  if ('no' in read) return read.no === 'absent' ? { no: 'absent' } : { no: read.no, path };
  const found = machineKey(folders.config);
  if ('no' in found)
    return {
      no: found.no === 'absent' ? 'the key of this machine that it was kept with is gone' : found.no,
      path,
    };
  const end = read.bytes.indexOf(0x0a);
  const body = read.bytes.subarray(end + 1);
  if (!isCodeOf(read.bytes.subarray(0, Math.max(end, 0)).toString('latin1'), body, found.key))
    return { no: 'it was edited, or kept on another machine', path };
  const kept = readKept(body.toString('utf8'));
  if (kept === undefined) return { no: 'it has a form that this rampart does not write', path };
  return kept.root === realPlace(root) ? { kept } : { no: 'it is about another folder', path };
}

export interface Keeping {
  readonly root: string;
  readonly folders: Folders;
  readonly rampart: string;
  readonly name: string;
  /** Evidence of this run; it replaces kept evidence about the same thing. */
  readonly seen?: readonly Evidence[];
  /** The kept evidence that was believed. */
  readonly before: KeptBefore;
  readonly page?: WrittenPage;
  /** New statements; they replace earlier ones about the same thing. */
  readonly said?: readonly KeptStatement[];
}

export interface KeptBefore {
  readonly evidence: readonly Evidence[];
  readonly pages: readonly WrittenPage[];
  readonly statements: readonly KeptStatement[];
}

/** Stores the state. Returns why nothing was stored, if so. */
export function keepHere(keeping: Keeping): string | undefined {
  const { root, folders, rampart, name, seen = [], before, page, said = [] } = keeping;
  const path = placeOf(root, folders);
  if (path === undefined || folders.state === undefined || folders.config === undefined)
    return 'there is no folder for it outside of the repository (HOME, XDG_STATE_HOME, XDG_CONFIG_HOME)';
  const made = machineKeyMade(folders.config);
  if ('no' in made) return made.no;
  const problem = privateFolder(folders.state) ?? privateFolder(join(folders.state, 'evidence'));
  if (problem !== undefined) return `${folders.state}: ${problem}`;
  const kept: Kept = {
    root: realPlace(root),
    rampart,
    name,
    evidence: mergeEvidence(before.evidence, seen),
    pages: withPage(before.pages, page),
    statements: [...mergeStatements(before.statements, said)],
  };
  const body = `${JSON.stringify(kept)}\n`;
  try {
    writeWhole({ path, content: `${form} ${codeOf(body, made.key)}\n${body}`, mode: 0o600 });
    return undefined;
  } catch (error) {
    return `${path}: it cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)})`;
  }
}

const withPage = (pages: readonly WrittenPage[], page: WrittenPage | undefined): WrittenPage[] =>
  page === undefined
    ? [...pages]
    : [...pages.filter(({ sha256: other }) => other !== page.sha256), page].slice(-maxPages);

const placeOf = (root: string, { state }: Folders): string | undefined =>
  state === undefined ? undefined : join(state, 'evidence', `${sha256(realPlace(root))}.kept`);

const codeOf = (body: string | Uint8Array, key: Buffer): string =>
  createHmac('sha256', key).update(`${form}\n`).update(body).digest('hex');

function isCodeOf(line: string, body: Uint8Array, key: Buffer): boolean {
  const expected = Buffer.from(`${form} ${codeOf(body, key)}`);
  const found = Buffer.from(line);
  return found.length === expected.length && timingSafeEqual(found, expected);
}
