import { dead } from '../transcript-parts/answers.js';
import type { Case } from '../transcript.js';

export const transcripts: readonly Case[] = [
  ['refused', { seen: [{ what: 'x', status: 422 }] }, 'pass'],
  ['taken', { seen: [{ what: 'x', status: 201 }] }, 'fail'],
  ['fails', { seen: [{ what: 'x', status: 500 }] }, 'fail'],
  ['no route', { unsure: 'no route', seen: [] }, 'inconclusive'],
  ['nothing there', { seen: [{ what: 'x', status: 404 }] }, 'inconclusive'],
  ['limited', { seen: [{ what: 'x', status: 429 }] }, 'inconclusive'],
  [
    'a mistake of the file',
    { seen: [{ what: 'x', status: 422 }], mistakes: [{ because: 'x', remedy: 'y' }] },
    'inconclusive',
  ],
  ['died', { after: dead, seen: [{ what: 'x', status: 0 }] }, 'fail'],
];
