import { unit } from '../transcript-parts/unit.js';
import type { Case } from '../transcript.js';

export const transcripts: readonly Case[] = [
  ['a file', { units: [unit('Environment=A_TOKEN_FILE=/run/a')], stacks: [], kustomizations: [] }, 'pass'],
  ['a value', { units: [unit('Environment=A_TOKEN=a')], stacks: [], kustomizations: [] }, 'fail'],
  ['nothing deployed', { units: [], stacks: [], kustomizations: [] }, 'inconclusive'],
];
