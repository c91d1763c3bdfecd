import { attesting } from '../../controls/claims.js';
import type { PhaseItem } from '../../controls/seed.js';
import type { Facts, Grade } from '../../define/control.js';
import type { Evidence } from '../evidence.js';
import { age } from './age.js';
import { checklistLine, saidBy, type Known, type Line } from './lines.js';
import { unseen } from './words.js';

/** What acts in production are judged by. */
export interface Done extends Known {
  readonly evidence: readonly Evidence[];
  /** The digest of the present files. */
  readonly subject: string | undefined;
  readonly now: Date;
}

/**
 * Judges an act. It is done if it was observed or attested; that a control would allow it is not enough.
 *
 *   a control fails, or the probes of the act fail  -> open, whatever anyone attests
 *   probes of the act pass, and the controls too    -> done
 *   a valid attestation                             -> done, attested
 */
export function actOf(item: PhaseItem, done: Done): Line {
  const base = checklistLine(item, done);
  const { act } = item;
  const isSeenByControls = act.probes === undefined && act.claim === undefined;
  if (isSeenByControls || base.state === 'open' || base.state === 'not-applicable') return base;
  const seen = lookedAt(act.probes ?? [], done);
  if (seen.outcome === 'fail') return { ...base, state: 'open', grade: 0, because: seen.because };
  const claimed = act.claim === undefined ? undefined : done.attested.get(act.claim);
  if (seen.outcome === 'pass' && base.state === 'done')
    return { ...base, grade: lower(base.grade, 2), because: seen.because };
  if (claimed !== undefined)
    return { ...base, state: 'done', grade: 1, because: saidBy(claimed).join(), unprobed: [] };
  if (seen.outcome === 'pass') return { ...base, state: 'partial' };
  const because = base.state === 'done' ? nobody(item, seen.because, done) : base.because;
  return { ...base, state: base.state === 'done' ? 'not-assessed' : base.state, grade: 0, because };
}

/** The command that can show what is open of this act in this deployment. */
export function commandFor(item: PhaseItem, done: Done): string | undefined {
  if (isBlind(item, done.facts) && item.act.claim !== undefined) return attesting(item.act.claim);
  const isShown = item.then !== undefined && lookedAt(item.act.probes ?? [], done).outcome === 'pass';
  return isShown ? item.then : item.command;
}

const isBlind = ({ blindWhere }: PhaseItem, { has }: Facts): boolean =>
  blindWhere !== undefined && has.has(blindWhere);

function nobody(item: PhaseItem, seen: string, { facts }: Done): string {
  if (seen !== '') return `${seen}; nobody attests it`;
  if (item.act.probes === undefined || isBlind(item, facts)) return unseen;
  return 'nobody has shown the settings of production';
}

const lower = (a: Grade, b: Grade): Grade => (a < b ? a : b);
const maxAgeDays = 90;

/** Whether all its probes looked at production, with these files, recently. */
function lookedAt(
  probes: readonly string[],
  { evidence, subject, now }: Done,
): { readonly outcome: 'pass' | 'fail' | 'not seen'; readonly because: string } {
  const found = evidence.filter(
    (one) =>
      probes.includes(one.probe) &&
      one.environment === 'production' &&
      age(one, { subject, maxAgeDays, now }) === undefined,
  );
  const findings = found.flatMap((one) => one.findings);
  const failed = findings.filter(({ outcome }) => outcome === 'fail');
  if (failed.length > 0) return { outcome: 'fail', because: failed.map(({ because }) => because).join('; ') };
  const isWhole =
    probes.length > 0 &&
    probes.every((id) => found.some(({ probe }) => probe === id)) &&
    findings.every(({ outcome }) => outcome === 'pass');
  return {
    outcome: isWhole ? 'pass' : 'not seen',
    because: findings.map(({ because }) => because).join('; '),
  };
}
