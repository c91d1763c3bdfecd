import type { Case } from '../transcript.js';

export const transcripts: readonly Case[] = [
  ['415', { seen: [{ what: 'content type text/plain', type: 'text/plain', status: 415 }] }, 'pass'],
  ['taken', { seen: [{ what: 'content type text/plain', type: 'text/plain', status: 201 }] }, 'fail'],
  ['ignored', { seen: [{ what: 'content type text/plain', type: 'text/plain', status: 400 }] }, 'fail'],
  ['no route', { unsure: 'no route', seen: [] }, 'inconclusive'],
  [
    'limited',
    { seen: [{ what: 'content type text/plain', type: 'text/plain', status: 429 }] },
    'inconclusive',
  ],
  [
    'a login',
    { seen: [{ what: 'content type text/plain', type: 'text/plain', status: 401 }] },
    'inconclusive',
  ],
];
