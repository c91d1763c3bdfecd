import { dead } from '../transcript-parts/answers.js';
import type { Case } from '../transcript.js';

export const transcripts: readonly Case[] = [
  ['refused', { slowest: 3, seen: [{ what: 'x', status: 413, ms: 1, wants: [413] }] }, 'pass'],
  ['cut off', { slowest: 3, seen: [{ what: 'x', status: 0, ms: 1, wants: [413] }] }, 'pass'],
  ['taken', { slowest: 3, seen: [{ what: 'x', status: 201, ms: 1, wants: [413] }] }, 'fail'],
  ['fails', { slowest: 3, seen: [{ what: 'x', status: 500, ms: 1, wants: [413] }] }, 'fail'],
  ['others wait', { slowest: 9_000, seen: [{ what: 'x', status: 413, ms: 1, wants: [413] }] }, 'fail'],
  ['no route', { unsure: 'no route', slowest: 0, seen: [] }, 'inconclusive'],
  ['limited', { slowest: 3, seen: [{ what: 'x', status: 429, ms: 1, wants: [413] }] }, 'inconclusive'],
  [
    'it died of it',
    { slowest: 3, after: dead, seen: [{ what: 'x', status: 0, ms: 1, wants: [413] }] },
    'fail',
  ],
  [
    'a slow server',
    { slowest: 4_000, usual: 4_000, seen: [{ what: 'x', status: 413, ms: 5_500, wants: [413] }] },
    'pass',
  ],
];
