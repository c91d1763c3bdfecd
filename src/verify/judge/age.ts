import type { Evidence } from '../evidence.js';

export interface Today {
  /** The digest of the present files; undefined if no repository was read, so nothing is compared. */
  readonly subject: string | undefined;
  readonly maxAgeDays: number;
  readonly now: Date;
}

/**
 * Why evidence no longer counts; undefined if it does. Evidence of a running service does not depend on the
 * files.
 */
export function age(one: Evidence, { subject, maxAgeDays, now }: Today): string | undefined {
  const days = (now.getTime() - new Date(one.at).getTime()) / 86_400_000;
  if (!(days <= maxAgeDays)) return `seen ${Math.floor(days)} days ago, counts for ${maxAgeDays}`;
  if (one.kind !== 'live' && subject !== undefined && one.subject !== subject)
    return `the files have changed since ${one.at.slice(0, 10)}`;
  return undefined;
}
