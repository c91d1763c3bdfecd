import type { Line } from '../verify/judge/lines.js';
import type { Readiness } from '../verify/judge/readiness.js';

/** The lines of the sections in three groups, as on the first page. */
export interface Summary {
  /** Proven in production, with the required grade. */
  readonly ready: readonly Entry[];
  /** Must be set up, shown or fixed first. */
  readonly needs: readonly Entry[];
  /** Open, but behind it is no critical or high control. */
  readonly recommended: readonly Entry[];
}
export interface Entry {
  readonly text: string;
  readonly because: string;
}

export interface Summarised {
  /** The lines for production. */
  readonly there: readonly Line[];
  readonly acts: readonly Line[];
  readonly severities: ReadonlyMap<string, string>;
}

/** Groups the lines. Pure. A line that does not apply is in no group; an act that was not done is in the second. */
export function summaryOf({ there, acts, severities }: Summarised): Summary {
  const due = there.filter(({ state }) => state !== 'not-applicable');
  const open = due.filter(({ state }) => state !== 'done');
  const isWeighty = ({ controls }: Line): boolean =>
    controls.some((id) => severities.get(id) === 'critical' || severities.get(id) === 'high');
  const undone = acts.filter(({ state }) => state !== 'done' && state !== 'not-applicable');
  return {
    ready: due.filter(({ state }) => state === 'done').map(entry),
    needs: [...open.filter(isWeighty), ...undone].map(entry),
    recommended: open.filter((line) => !isWeighty(line)).map(entry),
  };
}

const entry = ({ text, because }: Line): Entry => ({ text, because });

/** One sentence: whether to deploy, and why. */
export function recommendationOf({ core, reasons }: Readiness, { needs, recommended }: Summary): string {
  const advised = count(recommended.length, 'recommended line');
  const open = `${count(needs.length, 'thing')} to set up and ${advised} are open`;
  if (core === 'YES')
    return (
      `Core security holds in production, so it can be deployed; ${open}, ` +
      'and none of them is a critical control.'
    );
  const names = reasons.map((reason) => reason.split(' ')[0] ?? '');
  const shown = names.slice(0, 4).join(', ');
  const more = names.length > 4 ? ` and ${names.length - 4} more` : '';
  const are = names.length === 1 ? 'is' : 'are';
  return `Do not call it production ready yet: ${shown}${more} ${are} not shown there; ${open} besides.`;
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;
