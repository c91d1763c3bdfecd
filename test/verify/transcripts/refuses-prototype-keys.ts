import { dead } from '../transcript-parts/answers.js';
import type { Case } from '../transcript.js';

export const transcripts: readonly Case[] = [
  ['refused', { seen: [{ what: 'x', status: 400 }] }, 'pass'],
  ['taken', { seen: [{ what: 'x', status: 201 }] }, 'fail'],
  ['polluted', { later: 'changed', seen: [{ what: 'x', status: 400 }] }, 'fail'],
  ['no route', { unsure: 'no route', seen: [] }, 'inconclusive'],
  ['stored already', { seen: [{ what: 'x', status: 409 }] }, 'inconclusive'],
  ['died', { after: dead, seen: [{ what: 'x', status: 0 }] }, 'fail'],
];
