import { evidenceRows } from './evidence-rows.js';
import type { Row } from './row.js';

/** Options of `rampart verify`. */
export const verifyRows: readonly Row[] = [
  {
    flag: 'boot',
    key: 'boot',
    type: 'switch',
    why:
      'Builds and boots a copy of the service on a loopback address, with a ' +
      'throwaway environment, and looks from outside. Runs its code.',
  },
  {
    flag: 'env',
    key: 'env',
    type: 'pairs',
    hint: 'NAME=VALUE',
    why: 'With --boot: a variable that the build and the service get, over the generated one. May be repeated.',
  },
  {
    flag: 'env-file',
    key: 'env-file',
    type: 'pairs',
    hint: 'FILE',
    why:
      'With --boot: a file with such variables. With --environment ' +
      'production or staging: its settings, looked at by name and never ' +
      'shown. No other .env is ever read. May be repeated.',
  },
  {
    flag: 'allow-connect',
    key: 'allow-connect',
    type: 'pairs',
    hint: 'HOST:PORT',
    why: 'With --boot: an address that the service may call; every other one is refused. May be repeated.',
  },
  {
    flag: 'boot-timeout',
    key: 'boot-timeout',
    type: 'text',
    hint: 'SECONDS',
    why: 'With --boot: how long a start may take. Else 20.',
  },
  {
    flag: 'url',
    key: 'url',
    type: 'text',
    hint: 'URL',
    why: 'Looks at a service that runs there; sends nothing that could change data.',
  },
  {
    flag: 'active',
    key: 'active',
    type: 'switch',
    why: 'With --url: also sends bodies that could be stored.',
  },
  {
    flag: 'confirm-target',
    key: 'confirm-target',
    type: 'text',
    hint: 'HOST',
    why: 'With --url: confirms that you may probe this host. Not needed on this machine.',
  },
  {
    flag: 'environment',
    key: 'environment',
    type: 'text',
    hint: 'NAME',
    why:
      'development, staging or production: the grades that are asked ' +
      'for. Else production for another host, development here.',
  },
  { flag: 'control', key: 'control', type: 'words', hint: 'ID', why: 'Only these controls; writes nothing.' },
  {
    flag: 'route',
    key: 'route',
    type: 'pairs',
    hint: '"GET /x"',
    why: 'A route that works, where rampart finds none. May be repeated.',
  },
  {
    flag: 'write',
    key: 'write',
    type: 'either',
    why: 'Writes SECURITY-STATUS.md; else only where rampart.json is.',
  },
  {
    flag: 'strict',
    key: 'strict',
    type: 'switch',
    why:
      'Exit 2 also when a control could not be assessed, or no probe ' +
      'can see a line of the checklist and nobody attests it.',
  },
  ...evidenceRows,
];
