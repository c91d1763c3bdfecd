import { seen } from '../transcript-parts/answers.js';
import type { Case } from '../transcript.js';

export const transcripts: readonly Case[] = [
  ['none', { secure: 'yes', seen: [seen('a', 200)] }, 'pass'],
  ['Express', { secure: 'yes', seen: [seen('a', 200, { 'x-powered-by': 'Express' })] }, 'fail'],
  ['404 everywhere', { secure: 'yes', seen: [seen('a', 404)] }, 'inconclusive'],
];
