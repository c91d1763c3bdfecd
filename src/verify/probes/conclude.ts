import type { Finding } from '../../define/probe.js';
import { fail, inconclusive, notAssessed } from '../probe.js';
import { evasionOf } from '../subjects/answered.js';
import { well } from './footing.js';
import type { After } from './footing.js';

export interface NamedStatus {
  readonly what: string;
  readonly status: number;
}

/** Answers that tell nothing about what was sent, as one finding; none: every answer told something. */
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
  /** What was asked and could not be told. */
  readonly unclear?: readonly (Finding | string)[];
  /** What the mode did not let be asked, as a sentence. */
  readonly left?: string;
  readonly after?: After;
  readonly passed: Finding;
}

/** A fault counts wherever it was seen; a pass needs all of it to be asked, and to be told. */
export function conclude({
  faults,
  unclear = [],
  left = '',
  after = well,
  passed,
}: Ends): readonly Finding[] {
  const all = [...faults, ...(after.state === 'gone' ? [fail('it stopped answering', after.said)] : [])];
  if (all.length > 0) return all;
  // Who has ended answered nothing after that: the rest is said of a dead process.
  const open = [after.said, ...unclear]
    .filter((each) => each !== '')
    .map((each) => (typeof each === 'string' ? inconclusive(each) : each));
  if (open.length > 0) return open;
  return left === '' ? [passed] : [notAssessed(left)];
}
