import { RampartError } from '../errors.js';
import { parsedJson } from '../parsed-json.js';
import { isNotRead, listFolder, readUtf8 } from '../read-file.js';
import { join } from 'node:path';

/**
 * Throws where a folder that was given has nothing that could be read: it is not there, no folder, closed
 * to us, or empty.
 */
export function refuseFolder(root: string): void {
  const listed = listFolder(root, enough);
  const found = isNotRead(listed)
    ? listed.because
    : listed.entries.every(({ name }) => name === '.git')
      ? 'it is empty'
      : undefined;
  if (found !== undefined) throw new RampartError('RAMPART_BAD_FOLDER', { root, found });
}

/** Throws where there is a package.json that says nothing: no JSON object, or not to be read. */
export function refusePackageFile(root: string): void {
  const found = packageProblem(root);
  if (found !== undefined && found !== 'none')
    throw new RampartError('RAMPART_NO_PACKAGE_JSON', { root, found });
}

/** What is wrong with the package.json of a folder; 'none' where there is none. */
export function packageProblem(root: string): string | undefined {
  const text = readUtf8(join(root, 'package.json'), 1_000_000);
  if (typeof text !== 'string')
    return text.no === 'absent' ? 'none' : `one that was not read: ${text.because}`;
  const json = parsedJson(text);
  if ('error' in json) return `text that is not JSON (${json.error.message})`;
  if (json.value === null) return 'null';
  if (Array.isArray(json.value)) return 'a list';
  return typeof json.value === 'object' ? undefined : `a ${typeof json.value}`;
}

/** Of a folder with more entries than this we know enough. */
const enough = 1000;
