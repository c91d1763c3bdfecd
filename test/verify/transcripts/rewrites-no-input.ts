import { all, broken, literal, none } from '../transcript-parts/sources.js';
import type { Case } from '../transcript.js';

export const transcripts: readonly Case[] = [
  ['none', { ...all, found: [] }, 'pass'],
  ['one', { ...all, found: [literal] }, 'fail'],
  ['nothing read', { ...none, found: [] }, 'inconclusive'],
  ['one file not read', { ...broken, found: [] }, 'inconclusive'],
];
