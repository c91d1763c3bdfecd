import type { Case } from '../transcript.js';

export const transcripts: readonly Case[] = [
  ['415', { seen: [{ type: 'text/plain', status: 415 }] }, 'pass'],
  ['taken', { seen: [{ type: 'text/plain', status: 201 }] }, 'fail'],
  ['ignored', { seen: [{ type: 'text/plain', status: 400 }] }, 'fail'],
  ['no route', { unsure: 'no route', seen: [] }, 'inconclusive'],
  ['limited', { seen: [{ type: 'text/plain', status: 429 }] }, 'inconclusive'],
  ['a login', { seen: [{ type: 'text/plain', status: 401 }] }, 'inconclusive'],
];
