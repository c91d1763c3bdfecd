import { covers } from '../controls/claims.js';
import type { Environment } from '../define/control.js';
import type { Said } from '../evidence/statement.js';
import { sha256 } from '../sha256.js';
import type { Attested } from '../verify/judge/lines.js';
import type { Verdict } from '../verify/judge/judge.js';

/** A person's statement, and whether it counts today. Attestations and waivers are shown apart from evidence. */
export interface SaidRow {
  readonly kind: 'attestation' | 'waiver';
  readonly of: string;
  readonly claim: string;
  readonly person: string;
  readonly because: string;
  readonly environment: string;
  readonly at: string;
  readonly until: string;
  /** The digest of what the person saw. */
  readonly seen: string;
  /** The key that signed it; null if it was made on this machine. */
  readonly by: string | null;
  readonly standing:
    'counts' | 'has run out' | 'beaten by a probe' | 'what was accepted has changed' | 'not needed';
}

/** Claims that count for an environment today. */
export const attestedFor = (
  said: readonly Said[],
  environment: Environment,
  now: Date,
): ReadonlyMap<string, Attested> =>
  new Map(
    said
      .map(({ statement }) => statement)
      .filter(
        (one) =>
          one.kind === 'attestation' && covers(one.environment, environment) && isCurrent(one.until, now),
      )
      .map(({ of, person, until }) => [of, { person, until }]),
  );

const isCurrent = (until: string, now: Date): boolean => Date.parse(until) >= now.getTime();

export interface SaidContext {
  readonly now: Date;
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** Claims whose line stays open because a probe fails. */
  readonly beaten: ReadonlySet<string>;
}

export const saidRows = (said: readonly Said[], standing: SaidContext): readonly SaidRow[] =>
  said.map(({ statement, by = null }) => {
    const { kind, of, claim, person, because, environment, at, until, seen } = statement;
    return {
      ...{ kind, of, claim, person, because, environment, at, until, seen, by },
      standing: standingOf({ statement }, standing),
    };
  });

function standingOf({ statement }: Said, { now, verdicts, beaten }: SaidContext): SaidRow['standing'] {
  if (!isCurrent(statement.until, now)) return 'has run out';
  if (statement.kind === 'attestation') return beaten.has(statement.of) ? 'beaten by a probe' : 'counts';
  const verdict = verdicts.get(statement.of);
  if (verdict?.outcome === 'pass' || verdict?.outcome === 'not-applicable') return 'not needed';
  return statement.seen === openDigest(verdict) ? 'counts' : 'what was accepted has changed';
}

/**
 * A digest of what is open of a control: which probe says what about which place, without line numbers and
 * wording. A waiver covers exactly this, and nothing new.
 */
export function openDigest(verdict: Verdict | undefined): string {
  const open = (verdict?.evidence ?? []).flatMap(({ probe, findings }) =>
    findings
      .filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not-applicable')
      .map(({ outcome, where = '' }) => `${probe} ${outcome} ${where.replace(/(?::\d+)+$/, '')}`),
  );
  return sha256([...new Set(open)].sort().join('\n'));
}

/**
 * Whether a waiver covers what is open of a control, so that --strict ignores it. A failing probe cannot be
 * waived.
 */
export const isWaived = (rows: readonly SaidRow[], of: string, environment: string): boolean =>
  rows.some(
    (row) =>
      row.kind === 'waiver' && row.of === of && row.environment === environment && row.standing === 'counts',
  );
