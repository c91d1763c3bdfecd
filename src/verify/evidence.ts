import type { Environment } from '../define/control.js';
import type { EvidenceKind, Finding } from '../define/probe.js';
import type { ProbeId } from '../define/words.js';

/**
 * What one probe saw, when, and on what. The newest for each probe, kind and environment is kept, outside the
 * repository.
 */
export interface Evidence {
  readonly probe: ProbeId;
  readonly kind: EvidenceKind;
  /**
   * The environment where it was seen. What was read or booted here counts for every environment; settings
   * count for one.
   */
  readonly environment: Environment;
  /** The time, ISO 8601 in UTC. */
  readonly at: string;
  /** 'repository', 'local boot', 'https://api.example'. */
  readonly target: string;
  /** A digest of the files, or the URL. Evidence about other files is stale. */
  readonly subject: string;
  /** The digest of the transcript that the findings were read from; none if the probe itself failed. */
  readonly transcript?: string;
  /** The key that signed it on another machine; none if it was seen here. */
  readonly by?: string;
  readonly findings: readonly Finding[];
  /** Some of the requests that it rests on, with their answers: 'GET /notes -> 200'. */
  readonly saw?: readonly string[];
}

/**
 * The signer is part of the key, so that evidence from here and from elsewhere never replace each other, and
 * a fail of either stands.
 */
const keyOf = ({ probe, kind, environment, target, by }: Evidence): string =>
  [by ?? '', probe, kind, placeOf({ kind, environment, target })].join(' ');

const placeOf = ({
  kind,
  environment,
  target,
}: Pick<Evidence, 'kind' | 'environment' | 'target'>): string => {
  if (kind === 'live') return `${environment} ${target}`;
  return kind === 'settings' ? environment : '';
};

/** Newer evidence replaces older evidence about the same thing; the rest is kept. */
export function mergeEvidence(older: readonly Evidence[], newer: readonly Evidence[]): readonly Evidence[] {
  const kept = new Map(older.map((evidence) => [keyOf(evidence), evidence]));
  for (const evidence of newer) kept.set(keyOf(evidence), evidence);
  return [...kept.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
