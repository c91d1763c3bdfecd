import type { Environment } from '../define/control.js';
import type { EvidenceKind, Finding } from '../define/probe.js';
import type { ProbeId } from '../define/words.js';

/** What one probe saw, when, and on what. The newest per probe, kind and environment is kept in .rampart/evidence.json. */
export interface Evidence {
  readonly probe: ProbeId;
  readonly kind: EvidenceKind;
  /** Where it was seen. What was read or booted here holds for every environment. */
  readonly environment: Environment;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** 'repository', 'local boot', 'https://api.example'. */
  readonly target: string;
  /** Digest of the files, or the URL: evidence about other files is stale. */
  readonly subject: string;
  readonly findings: readonly Finding[];
}

const keyOf = ({ probe, kind, environment, target }: Evidence): string =>
  [probe, kind, kind === 'live' ? `${environment} ${target}` : ''].join(' ');

/** The newer evidence replaces the older about the same thing; the rest is kept. */
export function mergeEvidence(older: readonly Evidence[], newer: readonly Evidence[]): readonly Evidence[] {
  const kept = new Map(older.map((evidence) => [keyOf(evidence), evidence]));
  for (const evidence of newer) kept.set(keyOf(evidence), evidence);
  return [...kept.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
