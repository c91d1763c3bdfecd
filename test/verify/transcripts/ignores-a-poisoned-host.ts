import type { Case } from '../transcript.js';

export const transcripts: readonly Case[] = [
  ['refused', { foreignHost: 421, seen: [{ what: 'x', status: 421, told: '' }] }, 'pass'],
  ['any host', { foreignHost: 200, seen: [{ what: 'x', status: 200, told: '' }] }, 'fail'],
  [
    'a poisoned link',
    { foreignHost: 400, seen: [{ what: 'x', status: 302, told: 'https://evil.example/' }] },
    'fail',
  ],
  ['404 everywhere', { unsure: 'no route', foreignHost: 404, seen: [] }, 'inconclusive'],
  ['limited', { foreignHost: 429, seen: [{ what: 'x', status: 429, told: '' }] }, 'inconclusive'],
];
