import { z } from 'zod';
import { environments, outcomes } from '../define/control.js';
import type { Evidence } from '../verify/evidence.js';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const text = z.string().max(100_000);
const kinds = ['static', 'live', 'booted', 'database', 'infrastructure', 'attestation'] as const;

/** One piece of evidence as it is kept and as it travels; whatever reads evidence from a file reads it through here. */
const evidence = z.strictObject({
  probe: z.string().max(200),
  kind: z.enum(kinds),
  environment: z.enum(environments),
  at: z.iso.datetime(),
  target: text,
  subject: text,
  transcript: hex.optional(),
  findings: z
    .array(z.strictObject({ outcome: z.enum(outcomes), because: text, where: text.optional() }))
    .max(20_000),
});

/** What is kept on this machine about one folder. */
const kept = z.strictObject({
  root: z.string(),
  rampart: z.string(),
  /** The name in package.json: another repository may stand in the same place later. */
  name: z.string(),
  evidence: z.array(evidence).max(5000),
  /** The pages that were written here, newest last. */
  pages: z.array(z.strictObject({ sha256: hex, subject: z.string(), at: z.iso.datetime() })).max(100),
});

/** What a run took as its orders: names of variables, never values. */
const configuration = z.strictObject({
  environment: z.enum(environments),
  boot: z.enum(['boot', 'static']),
  reach: z.enum(['reads', 'writes']),
  url: z.string().nullable(),
  routes: z.array(z.string()).max(10_000),
  variables: z.array(z.string()).max(10_000),
  controls: z.array(z.string()).max(1000),
});

/** What a signature is about. */
const bundle = z.strictObject({
  schema: z.literal('rampart-evidence/2'),
  at: z.iso.datetime(),
  rampart: z.string(),
  subject: z.strictObject({
    commit: z.string().regex(/^[0-9a-f]{40,64}$/),
    files: hex,
    lockfile: hex,
    configuration: hex,
  }),
  configuration,
  evidence: z.array(evidence).max(5000),
});

/** What the signature of a page is about. */
const statement = z.strictObject({ page: hex, digest: z.string() });

export type Kept = Omit<z.infer<typeof kept>, 'evidence'> & { readonly evidence: readonly Evidence[] };
export type WrittenPage = Kept['pages'][number];
export type Configuration = z.infer<typeof configuration>;
export type Bundle = Omit<z.infer<typeof bundle>, 'evidence'> & { readonly evidence: readonly Evidence[] };

export const readKept = (json: string): Kept | undefined => parsed(kept, json) as Kept | undefined;
export const readBundle = (json: string): Bundle | undefined => parsed(bundle, json) as Bundle | undefined;
export const readStatement = (json: string): z.infer<typeof statement> | undefined =>
  parsed(statement, json) as z.infer<typeof statement> | undefined;

/** Undefined for whatever does not fit: no JSON, a word too many, too deep, too long. */
function parsed(schema: z.ZodType, json: string): unknown {
  try {
    return schema.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}
