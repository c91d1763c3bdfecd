import { RampartError } from '../errors.js';
import { isNotRead, listFolder, readUtf8 } from '../read-file.js';
import { join } from 'node:path';
import { packageFault } from './package-json.js';

/** Throws if a folder cannot be analysed: it does not exist, is no folder, is not readable, or is empty. */
export function refuseFolder(root: string): void {
  const listed = listFolder(root, enough);
  const found = isNotRead(listed)
    ? listed.because
    : listed.entries.every(({ name }) => name === '.git')
      ? 'it is empty'
      : undefined;
  if (found !== undefined) throw new RampartError('RAMPART_BAD_FOLDER', { root, found });
}

/** Throws if package.json exists but is unreadable or no JSON object. */
export function refusePackageFile(root: string): void {
  const found = packageProblem(root);
  if (found !== undefined && found !== 'none')
    throw new RampartError('RAMPART_NO_PACKAGE_JSON', { root, found });
}

/** What is wrong with a folder's package.json; 'none' if there is none. */
export function packageProblem(root: string): string | undefined {
  const text = readUtf8(join(root, 'package.json'), 1_000_000);
  if (typeof text !== 'string')
    return text.no === 'absent' ? 'none' : `one that was not read: ${text.because}`;
  return packageFault(text);
}

/** After this many entries, the search for readable files stops. */
const enough = 1000;
