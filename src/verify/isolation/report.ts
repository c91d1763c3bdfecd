import type { Bench } from '../subjects/bench.js';
import type { Boot } from '../subjects/process.js';
import type { Wishes } from '../subjects/wishes.js';
import type { Trouble } from '../trouble.js';
import type { Enclosure } from './enclosure.js';
import { withoutValues } from './ending-of.js';
import { lastWords } from './said.js';

/** How the boot was isolated, and what was refused. */
export function whatHeld({ wall, refused, left }: Enclosure): readonly string[] {
  const addresses = addressesIn(refused());
  const how =
    `booted in a copy on Node ${process.versions.node}, with NODE_ENV=production but where a ` +
    'request says otherwise, with a throwaway environment and without any .env';
  return [
    wall === 'none'
      ? `${how}; a preload alone kept its Node processes on loopback, away from settings and from ` +
        'writing to node_modules, which is linked: there was no namespace for the rest'
      : `${how}, in a network and process namespace of its own (${wall}); node_modules was read-only`,
    ...(addresses === '' ? [] : [`outgoing connections were refused: ${addresses}`]),
    ...(left.length === 0 ? [] : [`not copied: ${shortened(left, 5).replace(/\p{C}/gu, '?')}`]),
  ];
}

export interface BootContext {
  readonly bench: Bench;
  readonly wishes: Wishes;
  readonly root: string;
}

/** Why the first boot failed, with the end of its output, without the user's own values. */
export function whyNotBooted(boot: Boot, { bench: { enclosure }, wishes, root }: BootContext): Trouble {
  const opened = boot.opened.length === 0 ? '' : ` (it opened ${boot.opened.join(', ')})`;
  const how =
    boot.state === 'exited'
      ? `it ended${boot.code() === 'signal' ? ' by a signal' : `, code ${boot.code()}`}, before it listened`
      : `it opened no port that answers within ${wishes.bootMs / 1000} s${opened}; --boot-timeout gives it longer`;
  const addresses = addressesIn(enclosure.refused());
  const said = lastWords(boot.stdout(), boot.stderr()).map((line) =>
    withoutValues(line, { enclosure, wishes, root }),
  );
  return {
    of: 'boot',
    because: `${how}${addresses === '' ? '' : `; it was refused ${addresses}, which --allow-connect HOST:PORT allows`}`,
    said,
  };
}

function addressesIn(refused: ReadonlyMap<string, number>): string {
  return shortened(
    [...refused].map(([address, count]) => (count === 1 ? address : `${address} (${count}x)`)),
    8,
  );
}

const shortened = (list: readonly string[], most: number): string =>
  list.length > most ? `${list.slice(0, most).join(', ')} and ${list.length - most} more` : list.join(', ');
