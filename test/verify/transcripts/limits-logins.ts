import { unseen } from '../transcript-parts/unseen.js';
import type { Case } from '../transcript.js';

const logins = (more: object = {}) => ({
  path: '/login',
  known: 'named',
  elsewhere: 404,
  spent: '',
  limitedAt: undefined,
  retryAfter: undefined,
  statuses: Array.from({ length: 12 }, () => 401),
  ...more,
});
const all = (status: number) => ({ statuses: Array.from({ length: 12 }, () => status) });

export const transcripts: readonly Case[] = [
  ['limited', logins({ limitedAt: 6, retryAfter: '9', statuses: [401, 429] }), 'pass'],
  [
    'a spelling escapes',
    logins({ limitedAt: 6, retryAfter: '9', statuses: [401, 429], respelled: 401 }),
    'fail',
  ],
  [
    'a spelling is nowhere',
    logins({ limitedAt: 6, retryAfter: '9', statuses: [401, 429], respelled: 404 }),
    'pass',
  ],
  ['late', logins({ limitedAt: 12, retryAfter: '9' }), 'fail'],
  ['no Retry-After', logins({ limitedAt: 6 }), 'fail'],
  ['not limited', logins(), 'fail'],
  ['sent back to the form', logins(all(302)), 'fail'],
  ['nothing is there, and nothing is limited', logins({ known: 'guessed', ...all(404) }), 'fail'],
  ['dead', logins(all(0)), 'inconclusive'],
  ['not limited, on the only process there is', logins({ spent: 'port 3998 was taken' }), 'fail'],
  [
    'limited by whom, on the only process',
    logins({ spent: 'port 3998 was taken', limitedAt: 2, retryAfter: '9' }),
    'inconclusive',
  ],
  ['429 from the start', logins({ limitedAt: 1, retryAfter: '9', statuses: [429] }), 'inconclusive'],
  ['a wall', logins({ elsewhere: 401 }), 'inconclusive'],
  ['everybody may in', logins(all(200)), 'inconclusive'],
  ['no body fits', logins(all(400)), 'inconclusive'],
  ['its store is missing', logins(all(500)), 'inconclusive'],
  ['forbidden', logins(all(403)), 'inconclusive'],
  unseen,
];
