import type { Case } from '../transcript.js';

export const transcripts: readonly Case[] = [
  [
    'confined',
    {
      files: ['compose.yaml'],
      services: { db: { image: 'x', cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] } },
    },
    'pass',
  ],
  [
    'privileged',
    {
      files: ['compose.yaml'],
      services: {
        db: { image: 'x', privileged: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] },
      },
    },
    'fail',
  ],
];
