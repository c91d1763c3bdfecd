import type { Verdict } from './judge.js';

export interface Readiness {
  readonly core: 'YES' | 'NO';
  readonly reasons: readonly string[];
}

/** Core security: every critical control passes at the environment's grade, and no high one fails. Nothing averages. */
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
