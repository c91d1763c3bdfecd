import { all, broken, none } from '../transcript-parts/sources.js';
import type { Case } from '../transcript.js';

const fallback = { where: 'a:1', name: 'A_TOKEN', how: '||' };

export const transcripts: readonly Case[] = [
  ['none', { ...all, found: [] }, 'pass'],
  ['one', { ...all, found: [fallback] }, 'fail'],
  ['nothing read', { ...none, found: [] }, 'inconclusive'],
  ['one file not read', { ...broken, found: [] }, 'inconclusive'],
  ['one in another file', { ...broken, found: [fallback] }, 'fail'],
];
