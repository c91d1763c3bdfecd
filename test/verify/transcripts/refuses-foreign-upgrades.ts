import type { Case } from '../transcript.js';

export const transcripts: readonly Case[] = [
  ['none is open', { asked: [{ what: '/ws', status: 404 }], open: [], seen: [] }, 'pass'],
  ['hangs up', { asked: [{ what: '/ws', status: 0 }], open: [], seen: [] }, 'pass'],
  [
    'to its own',
    {
      asked: [{ what: '/ws', status: 101 }],
      open: ['/ws'],
      seen: [{ what: 'a foreign Host', path: '/ws', status: 421 }],
    },
    'pass',
  ],
  [
    'to everybody',
    {
      asked: [{ what: '/ws', status: 101 }],
      open: ['/ws'],
      seen: [{ what: 'a foreign Host', path: '/ws', status: 101 }],
    },
    'fail',
  ],
  ['404 everywhere', { unsure: 'no route', asked: [], open: [], seen: [] }, 'inconclusive'],
  ['limited', { asked: [{ what: '/ws', status: 429 }], open: [], seen: [] }, 'inconclusive'],
];
