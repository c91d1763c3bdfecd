import type { Control, Environment, Facts, Grade, Outcome } from '../../define/control.js';
import { gradeOf } from '../../define/probe.js';
import type { EvidenceKind, Finding } from '../../define/probe.js';
import type { Evidence } from '../evidence.js';
import type { Trouble } from '../trouble.js';
import { age } from './age.js';
import { gradeWords } from './words.js';

/** The verdict on one control in one environment. */
export interface Verdict {
  readonly control: Control;
  readonly outcome: Outcome;
  /** The strongest grade that all probes reached. */
  readonly grade: Grade;
  readonly required: Grade;
  readonly because: string;
  readonly where?: string;
  /** What to write into rampart.probes.json, so that it can be seen. */
  readonly add?: string;
  /** What to do, where the remedy of the control does not fit. */
  readonly remedy?: string;
  readonly evidence: readonly Evidence[];
}

export interface Judged {
  readonly control: Control;
  readonly evidence: readonly Evidence[];
  readonly environment: Environment;
  readonly facts: Facts;
  /** The digest of the present files; undefined if no repository was read, so nothing is compared. */
  readonly subject: string | undefined;
  /** The strongest kind of evidence that each probe can give. */
  readonly kinds: ReadonlyMap<string, EvidenceKind>;
  /** Boots and looks that failed: they explain what could not be assessed. */
  readonly troubles: readonly Trouble[];
  readonly now: Date;
}

/** What one probe says, from all its evidence. */
interface Report {
  readonly probe: string;
  readonly outcome: Outcome;
  readonly grade: Grade;
  readonly finding: Finding | undefined;
}

/** Worst first. The first outcome here that any finding has is the outcome of the probe. */
const weight: readonly Outcome[] = [
  'fail',
  'error',
  'inconclusive',
  'stale',
  'not-assessed',
  'pass',
  'not-applicable',
];

/** Judges a control by its evidence. Pure. Partial evidence is never a pass, and a fail of any grade blocks. */
export function judge(judged: Judged): Verdict {
  const { control, environment, facts } = judged;
  const required = control.requires[environment];
  const evidence = judged.evidence.filter((one) => concerns(control, one, environment));
  const verdict = (outcome: Outcome, grade: Grade, said: Omit<Finding, 'outcome'>): Verdict => ({
    ...said,
    control,
    outcome,
    grade,
    required,
    evidence,
  });

  if (!control.applies.test(facts))
    return verdict('not-applicable', 0, { because: `applies to ${control.applies.because}` });

  const reports = control.probes.map((probe) => reportOf(probe, evidence, judged));
  const failed = reports.find(({ outcome }) => outcome === 'fail');
  if (failed) return verdict('fail', failed.grade, failed.finding ?? { because: failed.probe });

  const silent = reports.filter(({ outcome }) => outcome === 'not-assessed');
  if (silent.length > 0) return verdict('not-assessed', 0, { because: silence(reports, silent, judged) });

  // A probe with nothing to look at does not count. If all are so, that is no pass.
  const looked = reports.filter(({ outcome }) => outcome !== 'not-applicable');
  const open = (looked.length === 0 ? reports : looked).filter(({ outcome }) => outcome !== 'pass');
  const worst = weight.map((outcome) => open.find((report) => report.outcome === outcome)).find(Boolean);
  if (worst) return verdict(worst.outcome, 0, worst.finding ?? { because: worst.probe });

  const grade = gradeOfAll(looked, judged.kinds);
  const said = reports.map(({ finding }) => finding?.because ?? '').join('; ');
  if (grade < required) {
    return verdict('not-assessed', grade, { because: `${gradeWords[grade]}; ${environment} not assessed` });
  }
  return verdict('pass', grade, { because: said });
}

const concerns = (control: Control, one: Evidence, environment: Environment): boolean =>
  control.probes.includes(one.probe) && (one.kind !== 'live' || one.environment === environment);

/** A fail wins over everything; otherwise the strongest fresh evidence counts. */
function reportOf(probe: string, evidence: readonly Evidence[], judged: Judged): Report {
  const said = evidence.filter((one) => one.probe === probe).map((one) => summary(one, judged));
  const none: Report = { probe, outcome: 'not-assessed', grade: 0, finding: undefined };
  const failed = said.find(({ outcome }) => outcome === 'fail');
  if (failed) return failed;
  const passes = said.filter(({ outcome }) => outcome === 'pass').sort((a, b) => b.grade - a.grade);
  return passes[0] ?? said[0] ?? none;
}

function summary(one: Evidence, { subject, control, now }: Judged): Report {
  const outcome = weight.find((word) => one.findings.some((finding) => finding.outcome === word));
  const finding = one.findings.find((each) => each.outcome === outcome);
  const report = { probe: one.probe, grade: gradeOf[one.kind] };
  if (outcome === undefined) return { ...report, outcome: 'inconclusive', finding: undefined };
  const old = age(one, { subject, maxAgeDays: control.maxAgeDays, now });
  if (old) return { ...report, outcome: 'stale', finding: { outcome: 'stale', because: old } };
  return { ...report, outcome, finding };
}

/**
 * The weakest of what the strongest kind of probe reached: what can be observed must be, what can only be
 * read is read.
 */
function gradeOfAll(reports: readonly Report[], kinds: ReadonlyMap<string, EvidenceKind>): Grade {
  const best = Math.max(...reports.map(({ probe }) => gradeOf[kinds.get(probe) ?? 'static']));
  const counted = reports.filter(({ probe }) => gradeOf[kinds.get(probe) ?? 'static'] === best);
  return counted.map(({ grade }) => grade).reduce((a, b) => (b < a ? b : a));
}

/** Why there is no evidence: an attempt that failed, or a way of looking that was not used. */
function silence(
  reports: readonly Report[],
  silent: readonly Report[],
  { kinds, troubles }: Pick<Judged, 'kinds' | 'troubles'>,
): string {
  const told = silent.find(({ finding }) => finding !== undefined)?.finding;
  if (told) return told.because;
  const missing = new Set(silent.map(({ probe }) => kinds.get(probe)));
  const ways = missing.has('booted')
    ? (['boot'] as const)
    : missing.has('live')
      ? (['boot', 'url'] as const)
      : [];
  const tried = ways.map((way) => troubles.find(({ of }) => of === way)).find(Boolean);
  if (tried) return `${tried.of === 'boot' ? 'not booted' : 'not reached'}: ${tried.because}`;
  const needs =
    ways.length === 0 ? 'needs the repository' : `needs ${ways.map((way) => `--${way}`).join(' or ')}`;
  return `${needs}: ${reports.length - silent.length} of ${reports.length} probes reported`;
}
