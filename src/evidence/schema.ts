import * as z from 'zod';
import { environments, outcomes } from '../define/control.js';
import type { Evidence } from '../verify/evidence.js';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const text = z.string().max(100_000);
const kinds = ['static', 'settings', 'live', 'booted', 'database'] as const;

/** One piece of evidence, in files and bundles. All evidence in files is parsed by this schema. */
const evidence = z.strictObject({
  probe: z.string().max(200),
  kind: z.enum(kinds),
  environment: z.enum(environments),
  at: z.iso.datetime(),
  target: text,
  subject: text,
  transcript: hex.optional(),
  findings: z
    .array(
      z.strictObject({
        outcome: z.enum(outcomes),
        because: text,
        where: text.optional(),
        add: text.optional(),
      }),
    )
    .max(20_000),
  saw: z.array(z.string().max(300)).max(20).optional(),
});

/** A person's statement about one thing in one environment, with an end date. */
const statement = z.strictObject({
  schema: z.literal('rampart-statement/1'),
  /** 'attestation': a claim holds; 'waiver': what is open of a control is accepted. */
  kind: z.enum(['attestation', 'waiver']),
  /** The id of the claim, the control or the awaited control. */
  of: z.string().max(100),
  /** The sentence that the person agreed to. */
  claim: z.string().max(500),
  person: z.string().min(3).max(200),
  because: z.string().max(1000),
  environment: z.enum(environments),
  /** The name in package.json. */
  name: z.string().max(300),
  /** The digest of what was seen: a file that supports the claim, or what was open of the control. */
  seen: hex,
  at: z.iso.datetime(),
  until: z.iso.datetime(),
});

/** The state kept on this machine for one folder. */
const kept = z.strictObject({
  root: z.string(),
  rampart: z.string(),
  /** The name in package.json: another repository may be in the same folder later. */
  name: z.string(),
  evidence: z.array(evidence).max(5000),
  /** The pages that were written here, newest last. */
  pages: z.array(z.strictObject({ sha256: hex, subject: z.string(), at: z.iso.datetime() })).max(100),
  statements: z.array(statement).max(500).default([]),
});

/** The options of a run: names of variables, never values. */
const configuration = z.strictObject({
  environment: z.enum(environments),
  boot: z.enum(['boot', 'static']),
  reach: z.enum(['reads', 'writes']),
  url: z.string().nullable(),
  routes: z.array(z.string()).max(10_000),
  variables: z.array(z.string()).max(10_000),
  controls: z.array(z.string()).max(1000),
});

/** The signed content of a bundle. */
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

/** The signed content for a page. */
const pageSigned = z.strictObject({ page: hex, digest: z.string() });

export type Kept = Omit<z.infer<typeof kept>, 'evidence'> & { readonly evidence: readonly Evidence[] };
export type KeptStatement = Readonly<z.infer<typeof statement>>;
export type WrittenPage = Kept['pages'][number];
export type Configuration = z.infer<typeof configuration>;
export type Bundle = Omit<z.infer<typeof bundle>, 'evidence'> & { readonly evidence: readonly Evidence[] };

export const readKept = (json: string): Kept | undefined => parsed(kept, json) as Kept | undefined;
export const readBundle = (json: string): Bundle | undefined => parsed(bundle, json) as Bundle | undefined;
export const readPageSigned = (json: string): z.infer<typeof pageSigned> | undefined =>
  parsed(pageSigned, json) as z.infer<typeof pageSigned> | undefined;
export const readStatement = (json: string): KeptStatement | undefined =>
  parsed(statement, json) as KeptStatement | undefined;

/** Parses by a schema; undefined for anything that does not fit. */
function parsed(schema: z.ZodType, json: string): unknown {
  try {
    return schema.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}
