import { environments } from '../define/control.js';
import type { Environment } from '../define/control.js';

const form =
  /^\*\*Date:\*\* (?<date>\S+) · \*\*Environment:\*\* (?<environment>\w+) · \*\*Next review:\*\* (?<expiry>\S+|no evidence yet)$/;

export const isHead = (line: string): boolean => form.test(line);

/**
 * Whether the head of a page claims a later date, a stronger environment or a longer validity than this run
 * would write.
 */
export function headClaimsBeyond(line: string, today: readonly string[]): boolean {
  const claimed = headOf(line);
  const seen = today.map(headOf).find((head) => head !== undefined);
  if (claimed === undefined || seen === undefined) return true;
  return claimed.day > seen.day || claimed.strength > seen.strength || claimed.until > seen.until;
}

interface Head {
  /** Milliseconds. An invalid date counts as later than all others. */
  readonly day: number;
  readonly strength: number;
  readonly until: number;
}

function headOf(line: string): Head | undefined {
  const { date, environment, expiry } = form.exec(line)?.groups ?? {};
  if (date === undefined || environment === undefined || expiry === undefined) return undefined;
  const strength = environments.indexOf(environment as Environment);
  return {
    day: dayOf(date),
    strength: strength === -1 ? Infinity : strength,
    until: expiry === 'no evidence yet' ? -Infinity : dayOf(expiry),
  };
}

const dayOf = (text: string): number =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? Date.parse(text) : Infinity;
