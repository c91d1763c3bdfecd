import { evidenceRows } from './evidence-rows.js';
import type { Row } from './row.js';

export const verifyRows: readonly Row[] = [
  {
    flag: 'boot',
    key: 'boot',
    type: 'switch',
    why: 'Builds and boots a copy of the service here, with generated settings, and attacks it. Runs its code.',
  },
  {
    flag: 'env',
    key: 'env',
    type: 'pairs',
    hint: 'NAME=VALUE',
    why: 'With --boot: a variable for the build and the service, over a generated one. May be repeated.',
  },
  {
    flag: 'env-file',
    key: 'env-file',
    type: 'pairs',
    hint: 'FILE',
    why:
      'With --boot: a file with such variables. With --environment production or staging: the settings to check. ' +
      'Values are never shown, and no other .env is read. May be repeated.',
  },
  {
    flag: 'allow-connect',
    key: 'allow-connect',
    type: 'pairs',
    hint: 'HOST:PORT',
    why: 'With --boot: an address that the service may call; all others are refused. May be repeated.',
  },
  {
    flag: 'boot-timeout',
    key: 'boot-timeout',
    type: 'text',
    hint: 'SECONDS',
    why: 'With --boot: how long a start may take. By default 20.',
  },
  {
    flag: 'url',
    key: 'url',
    type: 'text',
    hint: 'URL',
    why: 'Checks the service at this address; sends nothing that could change data.',
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
    why: 'With --url: confirms that you may probe this host. Not needed for this machine.',
  },
  {
    flag: 'environment',
    key: 'environment',
    type: 'text',
    hint: 'NAME',
    why: 'development, staging or production. By default production for another host, development here.',
  },
  { flag: 'control', key: 'control', type: 'words', hint: 'ID', why: 'Only these controls; writes nothing.' },
  {
    flag: 'route',
    key: 'route',
    type: 'pairs',
    hint: '"GET /x"',
    why: 'A route that works, if rampart finds none. May be repeated.',
  },
  {
    flag: 'write',
    key: 'write',
    type: 'either',
    why: 'Writes SECURITY-STATUS.md; by default only if there is a rampart.json.',
  },
  {
    flag: 'strict',
    key: 'strict',
    type: 'switch',
    why: 'Exit 2 also if a control was not assessed, or nobody attests a line that no probe can see.',
  },
  ...evidenceRows,
];
