import { alone } from '../define/answers.js';
import { nodeLines, packageManagers } from '../define/words.js';
import { RampartError } from '../errors.js';
import { ownOf, recordOf } from '../own.js';
import { manifestPath, type Manifest } from '../define/manifest.js';
import { serviceLayout } from '../define/layout.js';
import { inTodaysWords } from './frameworks/in-todays-words.js';

/** The manifest in a text; fails closed on anything that we did not write. */
export function parseManifest(text: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new RampartError(
      'RAMPART_BAD_MANIFEST',
      { path: manifestPath, found: 'text that is not JSON' },
      { cause },
    );
  }
  const problem = problemOf(value);
  if (problem !== undefined)
    throw new RampartError('RAMPART_BAD_MANIFEST', {
      path: manifestPath,
      found: `another shape: ${problem}`,
    });
  const manifest = value as Manifest;
  return { ...manifest, answers: inTodaysWords(manifest.answers) };
}

function problemOf(value: unknown): string | undefined {
  const { rampart, answers, layout, files } = recordOf(value);
  const { pieces, options, packageManager } = recordOf(answers);
  if (typeof rampart !== 'string') return '"rampart" is no version';
  if (!Array.isArray(pieces) || !pieces.every((id) => typeof id === 'string'))
    return '"answers.pieces" is no list';
  const odd = words.find((key) => typeof ownOf(recordOf(answers), key) !== 'string');
  if (odd !== undefined) return `"answers.${odd}" is no word`;
  if (!packageManagers.some((one) => one === packageManager))
    return '"answers.packageManager" is none that is known';
  if (!nodeLines.some((one) => one === recordOf(answers)['node']))
    return '"answers.node" is none that is known';
  if (!isWithin(recordOf(answers)['within'])) return '"answers.within" is no place';
  if (!isRecord(options) || !Object.values(options).every(isRecord)) return '"answers.options" is no table';
  if (!Object.keys(serviceLayout).every((key) => typeof ownOf(recordOf(layout), key) === 'string'))
    return '"layout" is incomplete';
  if (!isInside(String(recordOf(layout)['source'])) || !isInside(String(recordOf(layout)['config'])))
    return '"layout" leads out of the folder';
  if (!isRecord(files) || !Object.values(files).every(isEntry)) return '"files" is no table of files';
  return undefined;
}

const words = ['name', 'framework', 'target', 'preset', 'packageManager', 'node'];

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isEntry = (value: unknown): boolean =>
  isRecord(value) && typeof value['owner'] === 'string' && typeof value['sha256'] === 'string';

const isWithin = (value: unknown): boolean =>
  value === undefined ||
  (isRecord(value) &&
    Object.keys(alone).every(
      (key) => typeof ownOf(value, key) === 'string' && isInside(String(ownOf(value, key))),
    ));

const isInside = (path: string): boolean =>
  !path.startsWith('/') && !path.includes('\\') && !path.split('/').includes('..');
