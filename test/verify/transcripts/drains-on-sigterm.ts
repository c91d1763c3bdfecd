import { unseen } from '../transcript-parts/unseen.js';
import type { Case } from '../transcript.js';

const drain = { positive: 201, inFlight: [201], late: 'refused', code: 0, seconds: 2 };

export const transcripts: readonly Case[] = [
  ['drained', drain, 'pass'],
  ['cut off', { ...drain, inFlight: [] }, 'fail'],
  ['answered 503', { ...drain, inFlight: [503] }, 'fail'],
  ['killed', { ...drain, code: 'signal' }, 'fail'],
  ['killed, nothing was open', { ...drain, positive: 0, inFlight: [], code: 'signal' }, 'fail'],
  ['still taking', { ...drain, late: '200' }, 'fail'],
  ['does not end', { ...drain, code: 'running' }, 'fail'],
  ['nothing could be held open', { ...drain, positive: 0, inFlight: [] }, 'inconclusive'],
  ['ended by itself', { ...drain, positive: -1, inFlight: [] }, 'inconclusive'],
  unseen,
];
