import { looked, stranded } from '../transcript-parts/workflows.js';
import type { Case } from '../transcript.js';

export const transcripts: readonly Case[] = [
  ['kept', { workflows: looked([{}]), jobs: [{ where: 'a', of: 'package', kept: 'yes' }] }, 'pass'],
  [
    'of what is around',
    { workflows: looked([{}]), jobs: [{ where: 'a', of: 'above', kept: 'yes' }] },
    'inconclusive',
  ],
  ['thrown away', { workflows: looked([{}]), jobs: [{ where: 'a', of: 'package', kept: 'no' }] }, 'fail'],
  ['not made', { workflows: looked([{}]), jobs: [] }, 'fail'],
  ['no workflow', { workflows: looked([]), jobs: [] }, 'inconclusive'],
  ['none that is run', { workflows: looked([], stranded), jobs: [] }, 'fail'],
];
