import { manifestPath, type Manifest } from '../define/manifest.js';
import { badManifest, parseManifest } from './parse-manifest.js';
import { readText } from './tree.js';

/** The manifest that rampart wrote in a folder; undefined if there is none. */
export function readManifest(root: string): Manifest | undefined {
  const text = readText(root, manifestPath);
  if (typeof text === 'string') return parseManifest(text);
  if (text.no === 'absent') return undefined;
  throw badManifest(`a file that was not read: ${text.because}`);
}
