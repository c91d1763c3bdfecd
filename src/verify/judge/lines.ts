import { claimById } from '../../controls/claims.js';
import { absence, type Awaited } from '../../controls/seed.js';
import type { Facts, Grade } from '../../define/control.js';
import type { Verdict } from './judge.js';
import { unseen } from './words.js';

/** A line of the first page, judged by the controls behind it. */
export interface Line {
  readonly text: string;
  readonly state: 'done' | 'open' | 'partial' | 'not-assessed' | 'not-applicable';
  readonly grade: Grade;
  readonly because: string;
  readonly controls: readonly string[];
  /** Its controls that rampart has no probe for yet. */
  readonly unprobed: readonly string[];
}

interface Source {
  readonly text: string;
  readonly controls: readonly string[];
  readonly awaits?: readonly Awaited[];
}

/** An attestation that nothing contradicts. */
export interface Attested {
  readonly person: string;
  /** The end date, ISO 8601 in UTC. */
  readonly until: string;
}

/** What lines are judged by. */
export interface Known {
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly facts: Facts;
  /** By claim, for the judged environment. */
  readonly attested: ReadonlyMap<string, Attested>;
}

/**
 * A line is done only if every control behind it passes with the grade that the environment needs, and what
 * no probe sees is attested.
 */
export function checklistLine(source: Source, { verdicts, facts, attested }: Known): Line {
  const { text, controls } = source;
  const outside = (source.awaits ?? []).filter(({ fact }) => isDue(fact, facts));
  const awaited = outside.filter(({ control }) => !attested.has(control));
  const claimed = outside.flatMap(({ control }) => saidBy(attested.get(control)));
  const line = (state: Line['state'], because: string, grade: Grade = 0): Line => ({
    text,
    state,
    grade,
    because,
    controls,
    unprobed: awaited.map(({ control }) => control),
  });

  const behind = controls.map((id) => verdicts.get(id)).filter((verdict) => verdict !== undefined);
  const failed = behind.filter(({ outcome }) => outcome === 'fail');
  if (failed.length > 0) return line('open', failed.map(named).join('; '));

  const due = behind.filter(({ outcome }) => outcome !== 'not-applicable');
  if (due.length === 0 && outside.length === 0) return line('not-applicable', whyNot(source, behind));

  const passed = due.filter(({ outcome }) => outcome === 'pass');
  const missing = due.filter(({ outcome }) => outcome !== 'pass');
  if (missing.length === 0 && awaited.length === 0) {
    const because = [...passed.map(({ control }) => control.id), ...claimed].join(', ');
    return line('done', because, claimed.length > 0 ? 1 : weakest(passed));
  }
  const because = [...missing.map(named), ...awaited.map(unseenIn)].join('; ');
  const seen = [...passed.map(({ control }) => control.id), ...claimed].join(', ');
  return seen !== ''
    ? line('partial', `seen: ${seen}; open: ${because}`, claimed.length > 0 ? 1 : weakest(passed))
    : line('not-assessed', because);
}

export const saidBy = (attested: Attested | undefined): readonly string[] =>
  attested === undefined ? [] : [`attested by ${attested.person}, until ${attested.until.slice(0, 10)}`];

const unseenIn = ({ control }: Awaited): string =>
  `${control}: ${claimById.has(control) ? unseen : 'no probe can see it yet'}`;

const isDue = (fact: Awaited['fact'], { has }: Facts): boolean =>
  fact === 'always' || has.has(fact) || !has.has('repository');

const named = ({ control, because }: Verdict): string => `${control.id}: ${because}`;

function whyNot({ awaits = [] }: Source, behind: readonly Verdict[]): string {
  const absent = awaits.map(({ fact }) => absence[fact]);
  return [...new Set([...absent, ...behind.map(({ because }) => because)])].join('; ');
}

export const weakest = (verdicts: readonly Verdict[]): Grade =>
  verdicts.map(({ grade }) => grade).reduce((a, b) => (b < a ? b : a), 4);
