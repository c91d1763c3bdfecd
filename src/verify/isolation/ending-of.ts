import type { Boot } from '../subjects/process.js';
import { lastFatal } from '../subjects/why-not.js';
import type { Wishes } from '../subjects/wishes.js';
import type { Enclosure } from './enclosure.js';

export interface Hidden {
  readonly enclosure: Enclosure;
  readonly wishes: Wishes;
  readonly root: string;
}

/** How a listening process ended: 'it ended: Error: x'; '' while it runs. */
export function endingOf(boot: Boot, hidden: Hidden): string {
  if (boot.code() === 'running') return '';
  const line = lastFatal(`${boot.stdout()}\n${boot.stderr()}`);
  return `it ended: ${line === '' ? 'it wrote nothing' : withoutValues(line, hidden)}`;
}

/** A line of its output without the user's own values and the path of the copy. */
export const withoutValues = (line: string, { enclosure, wishes, root }: Hidden): string =>
  Object.entries(wishes.env)
    .filter(([, value]) => value.length >= 4)
    .reduce((text, [name, value]) => text.replaceAll(value, `[${name}]`), line)
    .replaceAll(enclosure.copy, root);
