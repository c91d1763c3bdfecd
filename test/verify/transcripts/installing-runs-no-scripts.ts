import { doubt, policy, ruling, trouble } from '../transcript-parts/install.js';
import type { Case } from '../transcript.js';

export const transcripts: readonly Case[] = [
  ['none', policy(), 'pass'],
  ['named', policy({ scripts: ruling('named') }), 'pass'],
  ['all', policy({ scripts: ruling('all') }), 'fail'],
  ['perhaps all', policy({ scripts: ruling('all', doubt) }), 'inconclusive'],
  ['settings that could not be read', policy({ trouble }), 'inconclusive'],
];
