import type { Verdict } from './judge.js';

export interface Readiness {
  readonly core: 'YES' | 'NO';
  readonly reasons: readonly string[];
}

/**
 * Ready for production: every critical control passes with the environment's grade, and no control of high
 * severity fails. Nothing is averaged.
 */
export function readiness(verdicts: readonly Verdict[]): Readiness {
  const critical = verdicts.filter(
    ({ control, outcome }) =>
      control.severity === 'critical' && outcome !== 'pass' && outcome !== 'not-applicable',
  );
  const high = verdicts.filter(({ control, outcome }) => control.severity === 'high' && outcome === 'fail');
  const reasons = [...critical, ...high].map(
    ({ control, outcome, because }) => `${control.id} (${control.severity}): ${outcome}: ${because}`,
  );
  return { core: reasons.length === 0 && verdicts.length > 0 ? 'YES' : 'NO', reasons };
}
