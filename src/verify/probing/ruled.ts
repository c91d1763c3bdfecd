import type { Finding } from '../../define/probe.js';
import { fail, inconclusive } from '../probe.js';
import type { InstallPolicy, Ruling } from '../subjects/ruling.js';

/** The finding for a wrong setting: a fault, or a doubt if it may be in effect or not. */
export function ruled<K extends 'scripts' | 'writes' | 'elsewhere' | 'lockfile'>(
  policy: InstallPolicy,
  key: K,
  bad: InstallPolicy[K]['value'],
  what: string,
): readonly Finding[] {
  const ruling: Ruling<unknown> = policy[key];
  return ruling.value === bad ? [wrong(policy, ruling, what)] : [];
}

export const wrong = (
  { manager }: InstallPolicy,
  { vain, doubt, file }: Ruling<unknown>,
  what: string,
): Finding =>
  doubt === undefined ? fail(`${manager.name} ${what}${vain}`, file) : inconclusive(doubt, file);
