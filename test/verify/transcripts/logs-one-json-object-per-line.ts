import { unseen } from '../transcript-parts/unseen.js';
import type { Case } from '../transcript.js';

const log = { requests: 4, answered: 4, lines: 8, broken: [], untimed: 0, unlevelled: 0, ids: 'found' };

export const transcripts: readonly Case[] = [
  ['good', log, 'pass'],
  ['broken', { ...log, broken: ['GET /'] }, 'fail'],
  ['silent', { ...log, lines: 0 }, 'fail'],
  ['no time', { ...log, untimed: 2 }, 'fail'],
  ['no id', { ...log, ids: 'not-found' }, 'fail'],
  ['too few', { ...log, lines: 2 }, 'fail'],
  ['not answered', { ...log, answered: 1, lines: 2 }, 'inconclusive'],
  unseen,
];
