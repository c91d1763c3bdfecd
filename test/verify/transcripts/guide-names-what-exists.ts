import type { Case } from '../transcript.js';

export const transcripts: readonly Case[] = [
  ['all there', { text: 'found', controls: ['a'], absent: [], missingFiles: [] }, 'pass'],
  ['a file is gone', { text: 'found', controls: ['a'], absent: [], missingFiles: ['x.ts'] }, 'fail'],
  ['someone else’s guide', { text: 'found', controls: [], absent: [], missingFiles: [] }, 'inconclusive'],
];
