import { cleanDeep, cleanName } from '../clean.js';
import { sha256 } from '../sha256.js';
import { seedPhases } from '../controls/seed-phases.js';
import { seedSections } from '../controls/seed-sections.js';
import { seedTiers } from '../controls/seed-tiers.js';
import { outcomes, type Environment, type Outcome } from '../define/control.js';
import { nothingBelieved, type Believed } from '../evidence/believed.js';
import { actOf, commandFor } from '../verify/judge/acts.js';
import type { Verdict } from '../verify/judge/judge.js';
import { checklistLine, type Line } from '../verify/judge/lines.js';
import { readiness } from '../verify/judge/readiness.js';
import { isProbesRemedy, probesRemedy } from './probes-remedy.js';
import type { Verification } from '../verify/verify.js';
import { evidenceRow } from './evidence-row.js';
import { reason } from './reason.js';
import { noPage, type PageLook } from './page-state.js';
import { problemsOf, type Problem } from './problem.js';
import {
  aboutNothing,
  type About,
  type Block,
  type ControlRow,
  type Report,
  type SectionBlock,
} from './shape.js';
import { recommendationOf, summaryOf } from './summary.js';
import { attestedFor, isWaived, saidRows, type SaidRow } from './said.js';
import { settingsFailsIn } from './settings-fails.js';

/** Makes the report. Pure: the same verification gives the same bytes. */
export function reportOf(
  verification: Verification,
  version: string,
  {
    believed = nothingBelieved,
    page = noPage,
    about = aboutNothing,
    filesOf = () => [],
    closers = new Map(),
    noPieceFor = () => undefined,
  }: {
    readonly believed?: Believed;
    readonly page?: PageLook;
    readonly about?: About;
    /** Files that the pieces of a control brought. */
    readonly filesOf?: (control: string) => readonly string[];
    /** Pieces that `add` can bring here for a control. */
    readonly closers?: ReadonlyMap<string, readonly string[]>;
    /** The title of the framework, where no piece for it is for this control. */
    readonly noPieceFor?: (control: string) => string | undefined;
  } = {},
): Report {
  const { verdicts, production, facts, evidence, at, environment, subject, notes, troubles, unread } =
    verification;
  const byId = new Map(verdicts.map((verdict) => [verdict.control.id, verdict]));
  const inProduction = new Map(production.map((verdict) => [verdict.control.id, verdict]));
  const block = (title: string, lines: Block['lines']): Block => ({ title, ...tally(lines), lines });
  const known = { verdicts: byId, facts, attested: attestedFor(believed.said, environment, at) };
  const done = {
    ...{ verdicts: inProduction, facts, evidence, subject, now: at },
    attested: attestedFor(believed.said, 'production', at),
  };
  const rows = verdicts.map((verdict) =>
    rowOf(verdict, closers.get(verdict.control.id) ?? [], noPieceFor(verdict.control.id)),
  );
  const sections = seedSections.map(({ number, title, lines }): SectionBlock => {
    const behind = new Set(lines.flatMap(({ controls }) => controls));
    return {
      ...block(
        `Section ${number}: ${title}`,
        lines.map((line) => checklistLine(line, known)),
      ),
      did: rows
        .filter(({ id, outcome }) => behind.has(id) && outcome === 'pass')
        .map(({ id, claim, grade }) => ({ id, claim, grade })),
      files: [...new Set([...behind].flatMap((id) => filesOf(id)))].sort(),
    };
  });
  const phases = seedPhases.map(({ title, items }) =>
    block(
      title,
      items.map((item) => ({
        ...actOf(item, done),
        ...commanded(commandFor(item, done)),
      })),
    ),
  );
  const said = saidRows(believed.said, {
    ...{ now: at, verdicts: byId },
    beaten: beatenIn(phases),
  });
  const ready = readiness(production);
  const summary = summaryOf({
    there: seedSections.flatMap(({ lines }) =>
      lines.map((line) => checklistLine(line, { verdicts: inProduction, facts, attested: done.attested })),
    ),
    acts: phases.flatMap(({ lines }) => lines),
    severities: new Map(production.map(({ control }) => [control.id, control.severity])),
  });
  const body = cleanDeep({
    schema: 'rampart-report/1' as const,
    rampart: version,
    at: at.toISOString(),
    environment,
    subject: subject ?? null,
    about,
    problems: problemsOf({ troubles, page, notAccepted: believed.notAccepted }).map(cleaned),
    counts: countOf(verdicts),
    settingsFails: settingsFailsIn(verification),
    unprobed: [...sections, ...phases]
      .flatMap(({ lines }) => lines)
      .filter(({ unprobed }) => unprobed.length > 0).length,
    controls: rows,
    sections,
    tiers: seedTiers.map(({ title, lines }) =>
      block(
        title,
        lines.map((line) => checklistLine(line, known)),
      ),
    ),
    phases,
    summary,
    readiness: {
      environment: 'production' as const,
      ...ready,
      recommendation: recommendationOf(ready, summary),
    },
    evidence: evidence.map(evidenceRow),
    nextExpiry: expiryOf(verdicts, believed, at),
    notes: notes.map(reason),
    unread: { count: unread.length, named: unread.slice(0, mostNamed) },
    said: said.map((row) => ({ ...row, because: reason(row.because), person: reason(row.person) })),
    waived: waivedIn({ verdicts, sections, phases, said, environment }),
    accepted: believed.accepted,
    notAccepted: believed.notAccepted.map((one) => ({ ...one, because: reason(one.because) })),
    page: { ...page, because: reason(page.because), problems: page.problems.map(reason) },
  }) as Omit<Report, 'sha256'>;
  return { ...body, sha256: sha256(JSON.stringify(body)) };
}

const mostNamed = 200;

const commanded = (command: string | undefined): { readonly command?: string } =>
  command === undefined ? {} : { command };

/** Claims whose line stays open because a probe saw a failure. */
const beatenIn = (phases: readonly Block[]): ReadonlySet<string> =>
  new Set(
    seedPhases.flatMap(({ items }, phase) =>
      items.flatMap(({ act }, at) =>
        act.claim !== undefined && phases[phase]?.lines[at]?.state === 'open' ? [act.claim] : [],
      ),
    ),
  );

interface Waivable {
  readonly verdicts: readonly Verdict[];
  readonly sections: readonly Block[];
  readonly phases: readonly Block[];
  readonly said: readonly SaidRow[];
  readonly environment: Environment;
}

/** The number of open items that --strict would count and a waiver covers: never a fail or a broken probe. */
function waivedIn({ verdicts, sections, phases, said, environment }: Waivable): number {
  const open = verdicts.filter(({ outcome }) => ['inconclusive', 'stale', 'not-assessed'].includes(outcome));
  const unseen = [...sections, ...phases]
    .flatMap(({ lines }) => lines)
    .filter((line) => line.unprobed.length > 0);
  return (
    open.filter(({ control }) => isWaived(said, control.id, environment)).length +
    unseen.filter(({ unprobed }) => unprobed.every((id) => isWaived(said, id, environment))).length
  );
}

/** Lines done and lines due. A line that does not apply counts in neither. */
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

const rowOf = (
  { control, outcome, grade, required, because, where, ...advice }: Verdict,
  closers: readonly string[],
  without: string | undefined,
): ControlRow => ({
  id: control.id,
  section: control.section,
  severity: control.severity,
  claim: control.claim,
  outcome,
  grade,
  required,
  because: reason(because),
  where: where === undefined ? null : cleanName(where),
  closers,
  remedy: remedyFor({ remedy: control.remedy, ...advice }, closers, without),
  asvs: (control.maps.asvs ?? []).map(({ id }) => `v5.0.0-${id}`),
  probes: control.probes,
});

function remedyFor(
  { add, remedy }: { readonly add?: string; readonly remedy: string },
  closers: readonly string[],
  without: string | undefined,
): string {
  if (add !== undefined) return reason(probesRemedy(add));
  if (isProbesRemedy(remedy)) return reason(remedy);
  if (closers.length > 0) return `rampart add ${closers.join(' ')}`;
  return without === undefined
    ? `by hand: ${remedy}`
    : `by hand, since no piece for ${without} does it: ${remedy}`;
}

/** The problem with its text cleaned for display. */
const cleaned = ({ kind, because, said }: Problem): Problem => ({
  kind,
  because: reason(because),
  said: said.map(reason),
});

/** The next day on which something that counts today will no longer count. */
function expiryOf(verdicts: readonly Verdict[], { said }: Believed, now: Date): string | null {
  const ends = said.map(({ statement }) => Date.parse(statement.until)).filter((end) => end >= now.getTime());
  const days = verdicts
    .filter(({ outcome }) => outcome === 'pass')
    .flatMap(({ control, evidence }) =>
      evidence.map(({ at }) => new Date(at).getTime() + control.maxAgeDays * 86_400_000),
    );
  return days.length + ends.length === 0 ? null : new Date(Math.min(...days, ...ends)).toISOString();
}
