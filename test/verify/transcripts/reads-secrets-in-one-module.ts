import { all, broken, none } from '../transcript-parts/sources.js';
import type { Case } from '../transcript.js';

const read = (...paths: readonly string[]) =>
  paths.map((path) => ({ path, where: `${path}:1`, name: 'A_TOKEN' }));

export const transcripts: readonly Case[] = [
  ['one module', { ...all, reads: read('src/config.ts') }, 'pass'],
  ['two modules', { ...all, reads: read('a.ts', 'b.ts') }, 'fail'],
  ['nothing read', { ...none, reads: [] }, 'inconclusive'],
  ['one file not read', { ...broken, reads: [] }, 'inconclusive'],
];
