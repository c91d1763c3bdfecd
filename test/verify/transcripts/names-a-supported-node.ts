import { trouble } from '../transcript-parts/install.js';
import type { Case } from '../transcript.js';

const node = (line: number, more: object = {}) => ({
  engines: 'named',
  at: '2026-11-24',
  named: [{ line, where: 'x', floor: 'floor' }],
  trouble: [],
  ...more,
});

export const transcripts: readonly Case[] = [
  ['supported', node(26), 'pass'],
  ['the same, later', node(26, { at: '2029-11-24' }), 'fail'],
  ['newer than the table', node(40), 'inconclusive'],
  ['none', node(26, { engines: 'missing', named: [] }), 'fail'],
  ['any', node(26, { named: [] }), 'fail'],
  ['a file that could not be read', node(26, { trouble }), 'inconclusive'],
  [
    'no package.json that could be read',
    node(26, { engines: 'missing', named: [], trouble }),
    'inconclusive',
  ],
];
