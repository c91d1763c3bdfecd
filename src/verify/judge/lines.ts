import { absence } from '../../controls/seed.js';
import type { Awaited } from '../../controls/seed.js';
import type { Facts, Grade } from '../../define/control.js';
import type { Verdict } from './judge.js';

/** A line of the first page, with what is behind it now. */
export interface Line {
  readonly text: string;
  readonly state: 'done' | 'open' | 'partial' | 'not-assessed' | 'not-applicable';
  readonly grade: Grade;
  readonly because: string;
  readonly controls: readonly string[];
  /** Controls behind it that rampart cannot look at yet. */
  readonly unprobed: readonly string[];
}

interface Source {
  readonly text: string;
  readonly controls: readonly string[];
  readonly awaits?: readonly Awaited[];
}

/** Done only when every control behind the line passes at the grade that the environment needs. */
export function lineOf(source: Source, verdicts: ReadonlyMap<string, Verdict>, facts: Facts): Line {
  const { text, controls } = source;
  const awaited = (source.awaits ?? []).filter(({ fact }) => isDue(fact, facts));
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
  if (due.length === 0 && awaited.length === 0) return line('not-applicable', whyNot(source, behind));

  const passed = due.filter(({ outcome }) => outcome === 'pass');
  const missing = due.filter(({ outcome }) => outcome !== 'pass');
  if (missing.length === 0 && awaited.length === 0) {
    return line('done', passed.map(({ control }) => control.id).join(', '), weakest(passed));
  }
  const unknown = awaited.map(({ control }) => `${control}: rampart has no probe for it yet`);
  const because = [...missing.map(named), ...unknown].join('; ');
  return line(
    passed.length > 0 ? 'partial' : 'not-assessed',
    because,
    passed.length > 0 ? weakest(passed) : 0,
  );
}

const isDue = (fact: Awaited['fact'], { has }: Facts): boolean =>
  fact === 'always' || has.has(fact) || !has.has('repository');

const named = ({ control, because }: Verdict): string => `${control.id}: ${because}`;

function whyNot({ awaits = [] }: Source, behind: readonly Verdict[]): string {
  const absent = awaits.map(({ fact }) => absence[fact]);
  return [...new Set([...absent, ...behind.map(({ because }) => because)])].join('; ');
}

const weakest = (verdicts: readonly Verdict[]): Grade =>
  verdicts.map(({ grade }) => grade).reduce((a, b) => (b < a ? b : a), 4);
