import isNewer from 'semver/functions/gt.js';
import * as z from 'zod/mini';
import { nodeLines, packageManagers, presets } from '../define/words.js';
import { RampartError } from '../errors.js';
import { oddShape } from '../odd-shape.js';
import { recordOf } from '../own.js';
import { parsedJson } from '../parsed-json.js';
import { manifestPath, type Manifest } from '../define/manifest.js';
import { generatorVersion } from '../version.js';
import { inCurrentForm } from './frameworks/in-current-form.js';
import { versionOf } from './versions.js';

/** Parses a manifest. Throws for anything that rampart did not write. */
export function parseManifest(text: string): Manifest {
  const json = parsedJson(text);
  if ('error' in json) throw badManifest('text that is not JSON', json.error);
  const { value } = json;
  const { rampart } = recordOf(value);
  const writer = typeof rampart === 'string' ? versionOf(rampart) : undefined;
  if (writer !== undefined && isNewer(writer, generatorVersion))
    throw new RampartError('RAMPART_TOO_OLD', {
      path: manifestPath,
      writer: `rampart ${writer}`,
    });
  const { data, error } = manifest.safeParse(value);
  if (error !== undefined) throw badManifest(`another shape: ${oddShape(error)}`);
  return { ...data, answers: inCurrentForm(data.answers) };
}

export const badManifest = (found: string, cause?: unknown): RampartError =>
  new RampartError('RAMPART_BAD_MANIFEST', { path: manifestPath, found }, { cause });

const isInside = (path: string): boolean =>
  !path.startsWith('/') && !path.includes('\\') && !path.split('/').includes('..');
const inside = z.string().check(z.refine(isInside, 'leads out of the folder'));

const within = z.object({ repository: inside, workspace: inside, managerVersion: inside });

/** The order in which they are written, so that a rewritten manifest does not change. */
const answers = z.looseObject({
  name: z.string(),
  framework: z.string(),
  options: z.record(z.string(), z.record(z.string(), z.string())),
  target: z.string(),
  preset: z.enum(presets),
  pieces: z.array(z.string()),
  packageManager: z.enum(packageManagers),
  node: z.enum(nodeLines),
  within: z.exactOptional(within),
});

const layout = z.object({
  source: inside,
  language: z.enum(['ts', 'js']),
  modules: z.enum(['esm', 'cjs']),
  suffix: z.enum(['.js', '.ts', '']),
  config: inside,
});

const file = z.object({ owner: z.enum(['owned', 'assembled', 'wired']), sha256: z.string() });

/** The only definition of rampart.json. Unknown keys, which a later release may add, are kept. */
const manifest = z.looseObject({
  rampart: z.string(),
  origin: z.exactOptional(z.literal('add')),
  answers,
  layout,
  files: z.record(z.string(), file),
}) satisfies z.ZodMiniType<Manifest>;
