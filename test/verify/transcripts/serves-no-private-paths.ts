import { notFoundEverywhere } from '../transcript-parts/answers.js';
import type { Case } from '../transcript.js';

export const transcripts: readonly Case[] = [
  ['none', { served: [], asked: 75 }, 'pass'],
  ['one', { served: [{ path: '/.env', status: 200 }], asked: 75 }, 'fail'],
  ['404 everywhere', notFoundEverywhere, 'inconclusive'],
  ['limited', { served: [], unanswered: [{ path: '/.env', status: 429 }], asked: 75 }, 'inconclusive'],
  ['the plain ones', { served: [], asked: 75, left: 'needs --active' }, 'not-assessed'],
];
