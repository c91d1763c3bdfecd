import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { privateFolder, readPlain, type WhyNotRead } from './plain-file.js';

export type Key = { readonly key: Buffer } | { readonly no: 'absent' | WhyNotRead };

/** The key that ties kept evidence to this machine. It is in the user's configuration, readable only by the user. */
export function machineKey(config: string): Key {
  const path = join(config, 'machine.key');
  const read = readPlain(path, 1024, 'secret');
  if ('no' in read && read.no === 'absent') return { no: 'absent' };
  if ('no' in read) return { no: `${path}: ${read.no}; delete it, and a new one is made` };
  const hex = read.bytes.toString('latin1').trim();
  return /^[0-9a-f]{64}$/.test(hex)
    ? { key: Buffer.from(hex, 'hex') }
    : { no: `${path}: it is not a key; delete it, and a new one is made` };
}

/** The same, but creates a missing key. If two runs create it at once, one wins, and both use that key. */
export function machineKeyMade(config: string): Key {
  const found = machineKey(config);
  if ('key' in found || found.no !== 'absent') return found;
  const problem = privateFolder(config);
  if (problem !== undefined) return { no: `${config}: ${problem}` };
  const path = join(config, 'machine.key');
  const draft = `${path}.${randomBytes(8).toString('hex')}.tmp`;
  try {
    writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { flag: 'wx', mode: 0o600 });
    placeOnce(draft, path);
  } catch (error) {
    return { no: `${path}: it cannot be made (${(error as NodeJS.ErrnoException).code ?? String(error)})` };
  } finally {
    rmSync(draft, { force: true });
  }
  return machineKey(config);
}

/** A hard link fails if the name exists, so no key is replaced. File systems without links use a rename. */
function placeOnce(draft: string, path: string): void {
  try {
    linkSync(draft, path);
  } catch {
    if (!existsSync(path)) renameSync(draft, path);
  }
}
