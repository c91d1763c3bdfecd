import { cleanDeep, cleanLine, cleanName } from '../clean.js';
import { sha256 } from '../sha256.js';
import { seedPhases } from '../controls/seed-phases.js';
import { seedSections } from '../controls/seed-sections.js';
import { seedTiers } from '../controls/seed-tiers.js';
import type { Grade, Outcome } from '../define/control.js';
import { outcomes } from '../define/control.js';
import { gradeOf } from '../define/probe.js';
import type { Finding } from '../define/probe.js';
import { nothingBelieved } from '../evidence/believe.js';
import type { AcceptedBundle, Believed, NotAccepted } from '../evidence/believe.js';
import type { Evidence } from '../verify/evidence.js';
import type { Verdict } from '../verify/judge/judge.js';
import { lineOf } from '../verify/judge/lines.js';
import type { Line } from '../verify/judge/lines.js';
import { readiness } from '../verify/judge/readiness.js';
import type { Unread } from '../verify/subjects/repo.js';
import type { Verification } from '../verify/verify.js';
import { noPage } from './page-state.js';
import type { PageLook } from './page-state.js';
import { problemsOf } from './problem.js';
import type { Problem } from './problem.js';

/** Everything that any output says, as plain data. The JSON report is this; `schema` changes when a reader would break. */
export interface Report {
  readonly schema: 'rampart-report/1';
  readonly rampart: string;
  readonly at: string;
  readonly environment: string;
  readonly subject: string | null;
  /** What is wrong with the run itself; each is a finding. */
  readonly problems: readonly Problem[];
  readonly counts: Readonly<Record<Outcome, number>>;
  /** Lines of the sections and phases that wait for a probe that rampart does not have. */
  readonly unprobed: number;
  readonly controls: readonly ControlRow[];
  readonly sections: readonly Block[];
  readonly tiers: readonly Block[];
  readonly phases: readonly Block[];
  readonly readiness: {
    readonly environment: 'production';
    readonly core: 'YES' | 'NO';
    readonly reasons: readonly string[];
  };
  readonly evidence: readonly EvidenceRow[];
  /** When the first of the passing evidence stops counting. */
  readonly nextExpiry: string | null;
  readonly notes: readonly string[];
  /** What is in the repository and was not read, and why: at most 200 of them are named. */
  readonly unread: { readonly count: number; readonly named: readonly Unread[] };
  /** Signed evidence of other machines that counts. */
  readonly accepted: readonly AcceptedBundle[];
  /** Evidence that was there and counts for nothing, with the reason. */
  readonly notAccepted: readonly NotAccepted[];
  /** The page that was found, before this run wrote any. */
  readonly page: PageLook;
  /** Of all the above: a report that was edited by hand does not match it. */
  readonly sha256: string;
}
export interface ControlRow {
  readonly id: string;
  readonly section: string;
  readonly severity: string;
  readonly claim: string;
  readonly outcome: Outcome;
  readonly grade: Grade;
  readonly required: Grade;
  readonly because: string;
  readonly where: string | null;
  readonly remedy: string;
  readonly asvs: readonly string[];
  readonly probes: readonly string[];
}
export interface EvidenceRow {
  readonly probe: string;
  readonly outcome: Outcome;
  readonly grade: Grade;
  readonly kind: string;
  readonly at: string;
  readonly target: string;
  readonly findings: readonly Finding[];
}
export interface Block {
  readonly title: string;
  readonly badge: 'COMPLETED' | 'PARTIAL' | 'OPEN' | 'NOT ASSESSED' | 'NOT APPLICABLE';
  readonly done: number;
  readonly due: number;
  /** Of the lines that are done, how many at each grade. */
  readonly split: Readonly<Record<string, number>>;
  readonly lines: readonly (Line & { readonly command?: string })[];
}

/** Pure: the same verification gives the same report, byte for byte. */
export function reportOf(
  verification: Verification,
  version: string,
  {
    believed = nothingBelieved,
    page = noPage,
  }: { readonly believed?: Believed; readonly page?: PageLook } = {},
): Report {
  const { verdicts, production, facts, evidence, at, environment, subject, notes, troubles, unread } =
    verification;
  const byId = new Map(verdicts.map((verdict) => [verdict.control.id, verdict]));
  const inProduction = new Map(production.map((verdict) => [verdict.control.id, verdict]));
  const block = (title: string, lines: Block['lines']): Block => ({ title, ...tally(lines), lines });
  const sections = seedSections.map(({ number, title, lines }) =>
    block(
      `Section ${number}: ${title}`,
      lines.map((line) => lineOf(line, byId, facts)),
    ),
  );
  const phases = seedPhases.map(({ title, items }) =>
    block(
      title,
      items.map((item) => ({
        ...lineOf(item, inProduction, facts),
        ...(item.command ? { command: item.command } : {}),
      })),
    ),
  );
  const body = cleanDeep({
    schema: 'rampart-report/1' as const,
    rampart: version,
    at: at.toISOString(),
    environment,
    subject: subject ?? null,
    problems: problemsOf({ troubles, page, notAccepted: believed.notAccepted }).map(cleaned),
    counts: countOf(verdicts),
    unprobed: [...sections, ...phases]
      .flatMap(({ lines }) => lines)
      .filter(({ unprobed }) => unprobed.length > 0).length,
    controls: verdicts.map(rowOf),
    sections,
    tiers: seedTiers.map(({ title, lines }) =>
      block(
        title,
        lines.map((line) => lineOf(line, byId, facts)),
      ),
    ),
    phases,
    readiness: { environment: 'production' as const, ...readiness(production) },
    evidence: evidence.map(evidenceRow),
    nextExpiry: expiryOf(verdicts),
    notes: notes.map(reason),
    unread: { count: unread.length, named: unread.slice(0, mostNamed) },
    accepted: believed.accepted,
    notAccepted: believed.notAccepted.map((one) => ({ ...one, because: reason(one.because) })),
    page: { ...page, because: reason(page.because), problems: page.problems.map(reason) },
  }) as Omit<Report, 'sha256'>;
  return { ...body, sha256: sha256(JSON.stringify(body)) };
}

const mostNamed = 200;

/** Done of due; a line that does not apply is in neither. */
function tally(lines: readonly Line[]): Pick<Block, 'badge' | 'done' | 'due' | 'split'> {
  const due = lines.filter(({ state }) => state !== 'not-applicable');
  const done = due.filter(({ state }) => state === 'done');
  const split: Record<string, number> = {};
  for (const { grade } of done) split[grade] = (split[grade] ?? 0) + 1;
  return { badge: badgeOf(due, done.length), done: done.length, due: due.length, split };
}

function badgeOf(due: readonly Line[], done: number): Block['badge'] {
  if (due.length === 0) return 'NOT APPLICABLE';
  if (done === due.length) return 'COMPLETED';
  if (done > 0 || due.some(({ state }) => state === 'partial')) return 'PARTIAL';
  return due.some(({ state }) => state === 'open') ? 'OPEN' : 'NOT ASSESSED';
}

const countOf = (verdicts: readonly Verdict[]): Report['counts'] =>
  Object.fromEntries(
    outcomes.map((outcome) => [outcome, verdicts.filter((verdict) => verdict.outcome === outcome).length]),
  ) as Record<Outcome, number>;

const rowOf = ({ control, outcome, grade, required, because, where }: Verdict): ControlRow => ({
  id: control.id,
  section: control.section,
  severity: control.severity,
  claim: control.claim,
  outcome,
  grade,
  required,
  because: reason(because),
  where: where === undefined ? null : cleanName(where),
  remedy: control.remedy,
  asvs: (control.maps.asvs ?? []).map(({ id }) => `v5.0.0-${id}`),
  probes: control.probes,
});

/** The worst of a probe's findings; the judge has its own, with age. */
const evidenceRow = ({ probe, kind, at, target, findings }: Evidence): EvidenceRow => ({
  probe,
  outcome:
    findings.find(({ outcome }) => outcome !== 'pass')?.outcome ?? findings[0]?.outcome ?? 'inconclusive',
  grade: gradeOf[kind],
  kind,
  at,
  target: cleanName(target),
  findings: findings.map((finding) => ({
    ...finding,
    because: reason(finding.because),
    ...(finding.where === undefined ? {} : { where: cleanName(finding.where) }),
  })),
});

const cleaned = ({ kind, because, said }: Problem): Problem => ({
  kind,
  because: reason(because),
  said: said.map(reason),
});

/** Names of files and answers of servers are strangers' text: a reason is as long as a person reads. */
const reason = (text: string): string => cleanLine(text, 2000);

function expiryOf(verdicts: readonly Verdict[]): string | null {
  const days = verdicts
    .filter(({ outcome }) => outcome === 'pass')
    .flatMap(({ control, evidence }) =>
      evidence.map(({ at }) => new Date(at).getTime() + control.maxAgeDays * 86_400_000),
    );
  return days.length === 0 ? null : new Date(Math.min(...days)).toISOString();
}
