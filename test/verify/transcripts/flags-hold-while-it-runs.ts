import { unseen } from '../transcript-parts/unseen.js';
import type { Case } from '../transcript.js';

export const transcripts: readonly Case[] = [
  ['gone', { proto: 'gone', code: 'refused' }, 'pass'],
  ['there', { proto: 'present', code: 'refused' }, 'fail'],
  ['no answer', { proto: '', code: '' }, 'inconclusive'],
  unseen,
];
