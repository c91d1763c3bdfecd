import type { Environment } from '../define/control.js';
import type { EvidenceKind, Finding } from '../define/probe.js';
import type { ProbeId } from '../define/words.js';

/**
 * What one probe saw, when, and on what. The newest per probe, kind and environment is kept, outside of the
 * repository.
 */
export interface Evidence {
  readonly probe: ProbeId;
  readonly kind: EvidenceKind;
  /** Where it was seen. What was read or booted here holds for every environment; settings are those of one. */
  readonly environment: Environment;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** 'repository', 'local boot', 'https://api.example'. */
  readonly target: string;
  /** Digest of the files, or the URL: evidence about other files is stale. */
  readonly subject: string;
  /** Digest of the transcript that the findings were read from; none where the probe itself failed. */
  readonly transcript?: string;
  /** The key that signed it, where another machine saw it; none: seen here. */
  readonly by?: string;
  readonly findings: readonly Finding[];
  /** A few of the requests that it rests on, with what came back: 'GET /notes -> 200'. */
  readonly saw?: readonly string[];
}

/**
 * Whoever signed it is part of the key: what is seen here and what is sent never replace each other, so
 * that a fail of either stands.
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

/** The newer evidence replaces the older about the same thing; the rest is kept. */
export function mergeEvidence(older: readonly Evidence[], newer: readonly Evidence[]): readonly Evidence[] {
  const kept = new Map(older.map((evidence) => [keyOf(evidence), evidence]));
  for (const evidence of newer) kept.set(keyOf(evidence), evidence);
  return [...kept.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
