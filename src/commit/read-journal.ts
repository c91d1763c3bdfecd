import * as z from 'zod/mini';
import { RampartError } from '../errors.js';
import { oddShape } from '../odd-shape.js';
import { parsedJson } from '../parsed-json.js';
import { sha256 } from '../sha256.js';
import type { Disk } from './disk.js';
import type { Journal } from './journal.js';
import { placeOnDisk } from './paths.js';
import type { Side } from './side.js';
import { ownFolder } from './state-paths.js';

/** Reads a journal or an undo record; undefined if there is none. Throws for anything that rampart did not write. */
export function readJournal(root: string, path: string, disk: Disk): Journal | undefined {
  const place = placeOnDisk(root, path);
  const found = disk.look(place);
  if (found === undefined) return undefined;
  const broken = (problem: string): RampartError =>
    new RampartError('RAMPART_JOURNAL_UNREADABLE', { path: place, problem });
  if (found.isSymbolicLink() || disk.look(placeOnDisk(root, ownFolder))?.isSymbolicLink())
    throw broken('a link');
  if (!found.isFile()) throw broken(found.isDirectory() ? 'a folder' : 'no regular file');
  const json = parsedJson(disk.read(place).toString('utf8'));
  if ('error' in json) throw broken('text that is not JSON');
  const { value } = json;
  const form = newerForm.safeParse(value).data?.version;
  if (form !== undefined)
    throw new RampartError('RAMPART_TOO_OLD', { path: place, writer: `a newer one (form ${form})` });
  const { data, error } = journal.safeParse(value);
  if (error !== undefined) throw broken(`another shape: ${oddShape(error)}`);
  for (const each of [...data.folders, ...data.trees, ...data.entries.map((entry) => entry.path)])
    placeOnDisk(root, each);
  return data;
}

const newerForm = z.looseObject({ version: z.int().check(z.gt(1)) });

const hasItsText = ({ sha256: hash, base64 }: Side): boolean =>
  base64 === undefined || sha256(Buffer.from(base64, 'base64')) === hash;

const shape = {
  sha256: z.string(),
  mode: z.int().check(z.gte(0), z.lte(0o7777)),
};
const before = z
  .object({ ...shape, base64: z.string() })
  .check(z.refine(hasItsText, 'has a text with another hash'));
const after = z
  .object({ ...shape, base64: z.exactOptional(z.string()) })
  .check(z.refine(hasItsText, 'has a text with another hash'));

/** The only definition of a valid journal. */
const journal = z.object({
  version: z.literal(1),
  command: z.string(),
  at: z.string(),
  pid: z.int().check(z.gt(0)),
  ends: z.object({
    by: z.enum(['keeping', 'dropping']),
    record: z.string().check(z.regex(/^\d{4}\.json$/)),
  }),
  folders: z.array(z.string()),
  entries: z.array(z.object({ path: z.string(), before: z.nullable(before), after: z.nullable(after) })),
  trees: z.array(z.string()),
}) satisfies z.ZodMiniType<Journal>;
