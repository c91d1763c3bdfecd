import { doubt, policy, ruling, trouble } from '../transcript-parts/install.js';
import type { Case } from '../transcript.js';

export const transcripts: readonly Case[] = [
  ['a week', policy(), 'pass'],
  ['a day', policy({ days: ruling(1) }), 'fail'],
  ['not at all', policy({ days: ruling(0) }), 'fail'],
  ['perhaps a week', policy({ days: ruling(0, doubt) }), 'inconclusive'],
  ['settings that could not be read', policy({ trouble }), 'inconclusive'],
];
