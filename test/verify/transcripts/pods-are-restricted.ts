import { deployment, restricted, stack } from '../transcript-parts/pods.js';
import type { Case } from '../transcript.js';

export const transcripts: readonly Case[] = [
  ['restricted', { stacks: [stack(deployment(restricted))] }, 'pass'],
  ['a plain pod', { stacks: [stack(deployment({ containers: [{ name: 'a' }] }))] }, 'fail'],
  ['none', { stacks: [] }, 'inconclusive'],
];
