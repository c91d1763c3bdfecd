import { policy, ruling, trouble } from '../transcript-parts/install.js';
import type { Case } from '../transcript.js';

export const transcripts: readonly Case[] = [
  [
    'all',
    {
      specs: [
        ['a', '1.2.3'],
        ['b', 'npm:c@1.0.0-rc.1'],
        ['d', 'workspace:*'],
      ],
      policy: policy(),
    },
    'pass',
  ],
  ['a caret', { specs: [['a', '^1.2.3']], policy: policy() }, 'fail'],
  ['a tag', { specs: [['a', 'latest']], policy: policy() }, 'fail'],
  ['the next will be a range', { specs: [], policy: policy({ writes: ruling('range') }) }, 'fail'],
  ['settings that could not be read', { specs: [], policy: policy({ trouble }) }, 'inconclusive'],
];
