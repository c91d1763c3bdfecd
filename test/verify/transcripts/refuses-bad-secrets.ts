import { unseen } from '../transcript-parts/unseen.js';
import type { Case } from '../transcript.js';

const attempt = (more: object = {}) => ({
  secret: 'A_TOKEN',
  value: 'missing',
  state: 'exited',
  code: 78,
  named: 'yes',
  shown: 'no',
  taken: '',
  ...more,
});
const tried = (...attempts: readonly object[]) => ({ secrets: ['A_TOKEN'], goodMs: 900, attempts });

export const transcripts: readonly Case[] = [
  ['all refused', tried(attempt()), 'pass'],
  ['it boots', tried(attempt({ state: 'listening', code: 'running' })), 'fail'],
  ['exit 0', tried(attempt({ code: 0 })), 'fail'],
  ['not named', tried(attempt({ named: 'no' })), 'fail'],
  ['value shown', tried(attempt({ shown: 'yes' })), 'fail'],
  ['hangs', tried(attempt({ state: 'silent', code: 'running' })), 'fail'],
  [
    'slow as ever',
    { ...tried(attempt({ state: 'silent', code: 'running' })), goodMs: 14_000 },
    'inconclusive',
  ],
  ['no secret', { secrets: [], goodMs: 900, attempts: [] }, 'inconclusive'],
  ['the port was taken', tried(attempt({ taken: 'port 3998', named: 'no', code: 1 })), 'inconclusive'],
  [
    'one boots, another had no port',
    tried(attempt({ state: 'listening' }), attempt({ taken: 'port 1' })),
    'fail',
  ],
  [
    'more than were tried',
    { ...tried(attempt()), secrets: Array.from({ length: 9 }, (_, at) => `A${at}_TOKEN`) },
    'inconclusive',
  ],
  unseen,
];
