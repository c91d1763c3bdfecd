import type { Finding } from '../../define/probe.js';
import { fail, inconclusive, notAssessed } from '../probe.js';
import { evasionOf } from '../subjects/answered.js';
import { well } from './footing.js';
import type { After } from './footing.js';

export interface NamedStatus {
  readonly what: string;
  readonly status: number;
}

/** Combines answers that say nothing about the request into one finding; none if every answer said something. */
export function evasionsIn(
  seen: readonly NamedStatus[],
  alsoTelling: readonly number[] = [],
): readonly Finding[] {
  const silent = seen.filter(
    ({ status }) => evasionOf(status) !== undefined && !alsoTelling.includes(status),
  );
  const [first] = silent;
  if (first === undefined) return [];
  return [
    inconclusive(
      `${silent.length} of ${seen.length} answers say nothing: ${evasionOf(first.status)}`,
      `${first.what} -> ${first.status || 'no answer'}`,
    ),
  ];
}

interface Ends {
  readonly faults: readonly Finding[];
  /** Questions whose answers were unclear. */
  readonly unclear?: readonly (Finding | string)[];
  /** A sentence about what the mode did not allow. */
  readonly left?: string;
  readonly after?: After;
  readonly passed: Finding;
}

/** A fault counts wherever it was seen. A pass requires that everything was asked and clearly answered. */
export function conclude({
  faults,
  unclear = [],
  left = '',
  after = well,
  passed,
}: Ends): readonly Finding[] {
  const all = [...faults, ...(after.state === 'gone' ? [fail('it stopped answering', after.said)] : [])];
  if (all.length > 0) return all;
  // After the process ended, all further answers are meaningless.
  const open = [after.said, ...unclear]
    .filter((each) => each !== '')
    .map((each) => (typeof each === 'string' ? inconclusive(each) : each));
  if (open.length > 0) return open;
  return left === '' ? [passed] : [notAssessed(left)];
}
