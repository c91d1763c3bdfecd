import type { Evidence } from '../verify/evidence.js';
import { sha256 } from '../sha256.js';
import { openEnvelope, seal } from './envelope.js';
import type { NamedKey } from './named-key.js';
import { readBundle, type Bundle, type Configuration } from './schema.js';
import type { Subject } from './subject.js';
import type { Here } from './here.js';

/** Evidence for other machines: what one run saw and what it was about, signed together. */
const type = 'application/vnd.rampart.evidence+json';

export interface Sending {
  readonly at: Date;
  readonly rampart: string;
  readonly subject: Subject & { readonly commit: string };
  readonly configuration: Configuration;
  /** Evidence of this run only, not earlier or from others. */
  readonly seen: readonly Evidence[];
  readonly key: NamedKey;
}

export function bundleOf({ at, rampart, subject, configuration, seen, key }: Sending): string {
  const payload: Bundle = {
    schema: 'rampart-evidence/2',
    at: at.toISOString(),
    rampart,
    subject: { ...subject, configuration: sha256(JSON.stringify(configuration)) },
    configuration,
    evidence: seen,
  };
  return `${seal(type, JSON.stringify(payload), key)}\n`;
}

export type Accepted = {
  readonly bundle: Bundle;
  readonly by: string;
  readonly evidence: readonly Evidence[];
};

/** The content of a bundle, or why none of it counts here. `here` is undefined without a repository. */
export function accept(
  text: string,
  trusted: readonly NamedKey[],
  here: Here | undefined,
): Accepted | { readonly no: string } {
  const opened = openEnvelope(type, text, trusted);
  if ('no' in opened) return opened;
  const bundle = readBundle(opened.text);
  if (bundle === undefined) return { no: 'its signed content has a form that this rampart does not read' };
  if (here === undefined) return { no: 'there is no repository here' };
  const no = difference(bundle, here) ?? fault(bundle);
  if (no !== undefined) return { no };
  const evidence = bundle.evidence.map((one) => ({
    ...one,
    by: opened.by,
    target: `${one.target}, seen elsewhere, signed by ${opened.by}`,
    subject: one.kind === 'live' ? one.subject : here.digest,
  }));
  return { bundle, by: opened.by, evidence };
}

export const skewMs = 5 * 60_000;

/** How the bundle's subject differs from what is here. */
function difference({ at, rampart, subject, configuration }: Bundle, here: Here): string | undefined {
  const { commit, files, lockfile } = here.subject;
  if (Date.parse(at) > here.now.getTime() + skewMs) return `it is from the future (${at})`;
  if (commit === null) return `it was made for commit ${short(subject.commit)}; there is no commit here`;
  if (subject.commit !== commit)
    return `it was made for commit ${short(subject.commit)}, this is ${short(commit)}`;
  if (subject.lockfile !== lockfile) return 'its lockfile is not the one here';
  if (subject.files !== files)
    return 'its files are not those here: something was changed, or is not committed';
  if (rampart !== here.rampart) return `it was made by rampart ${rampart}, this is ${here.rampart}`;
  const missing = (what: 'routes' | 'variables'): string | undefined =>
    here.configuration[what].find((one) => !configuration[what].includes(one));
  const route = missing('routes');
  if (route !== undefined) return `it was made without --route "${route}"`;
  const variable = missing('variables');
  return variable === undefined ? undefined : `it was made without --env ${variable}`;
}

/** Why no run of rampart could have written this. Then the whole bundle is rejected. */
function fault({ at, subject, configuration, evidence }: Bundle): string | undefined {
  if (subject.configuration !== sha256(JSON.stringify(configuration)))
    return 'the digest of its configuration does not fit';
  const keys = evidence.map(({ probe, kind }) => `${probe} ${kind}`);
  if (new Set(keys).size < keys.length) return 'it has two results for the same thing';
  const origin = originOf(configuration.url);
  for (const one of evidence) {
    if (one.transcript === undefined && one.findings.some(({ outcome }) => outcome === 'pass'))
      return `${one.probe} passes without the digest of what was seen`;
    if (Date.parse(one.at) > Date.parse(at) + skewMs) return `${one.probe} was seen after it was signed`;
    if (one.environment !== configuration.environment) return `${one.probe} is about another environment`;
    if (one.kind === 'live' && (one.target !== origin || one.subject !== origin))
      return `${one.probe} is about another address`;
  }
  return undefined;
}

function originOf(url: string | null): string | undefined {
  return url !== null && URL.canParse(url) ? new URL(url).origin : undefined;
}

const short = (commit: string): string => commit.slice(0, 12);
