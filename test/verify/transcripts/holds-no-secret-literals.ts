import { all, broken, literal, none } from '../transcript-parts/sources.js';
import type { Case } from '../transcript.js';

export const transcripts: readonly Case[] = [
  ['none', { ...all, texts: 5, found: [] }, 'pass'],
  ['one', { ...all, texts: 5, found: [literal] }, 'fail'],
  ['nothing read', { ...none, texts: 0, found: [] }, 'inconclusive'],
  ['one file not read', { ...broken, texts: 5, found: [] }, 'inconclusive'],
  ['one in another file', { ...broken, texts: 5, found: [literal] }, 'fail'],
];
