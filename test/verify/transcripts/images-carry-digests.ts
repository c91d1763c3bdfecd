import type { Case } from '../transcript.js';

export const transcripts: readonly Case[] = [
  ['all', { images: [{ image: `a@sha256:${'0'.repeat(64)}`, where: 'x' }] }, 'pass'],
  ['a tag', { images: [{ image: 'a:1', where: 'x' }] }, 'fail'],
  ['none', { images: [] }, 'inconclusive'],
];
