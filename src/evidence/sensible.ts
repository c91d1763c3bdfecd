import type { EvidenceKind } from '../define/probe.js';
import type { Evidence } from '../verify/evidence.js';
import { probeById } from '../verify/probes/index.js';
import { skewMs } from './bundle.js';

const kindsOf: Readonly<Record<string, readonly EvidenceKind[]>> = {
  repo: ['static'],
  settings: ['settings'],
  server: ['booted', 'live'],
  bench: ['booted'],
};

/** Keeps only evidence of known probes, of the right kind, and not from the future. The rest is counted in words. */
export function sensible(
  evidence: readonly Evidence[],
  now: Date,
): { readonly evidence: readonly Evidence[]; readonly left: readonly string[] } {
  const of = (test: (one: Evidence) => boolean): readonly Evidence[] => evidence.filter(test);
  const isOurs = ({ probe, kind }: Evidence): boolean =>
    kindsOf[probeById.get(probe)?.needs ?? '']?.includes(kind) ?? false;
  const isPast = ({ at }: Evidence): boolean => Date.parse(at) <= now.getTime() + skewMs;
  const strange = of((one) => !isOurs(one)).length;
  const future = of((one) => isOurs(one) && !isPast(one)).length;
  return {
    evidence: of((one) => isOurs(one) && isPast(one)),
    left: [
      ...(strange > 0 ? [`${strange} results are of probes that this rampart does not have`] : []),
      ...(future > 0 ? [`${future} results are from the future`] : []),
    ],
  };
}
