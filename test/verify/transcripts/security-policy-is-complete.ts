import type { Case } from '../transcript.js';

export const transcripts: readonly Case[] = [
  [
    'complete',
    {
      path: 'SECURITY.md',
      headings: ['Report', 'Supported', 'Response'],
      words: 90,
      contact: 'given',
      unfilled: [],
    },
    'pass',
  ],
  [
    'no contact',
    {
      path: 'SECURITY.md',
      headings: ['Report', 'Supported', 'Response'],
      words: 90,
      contact: 'missing',
      unfilled: [],
    },
    'fail',
  ],
  ['none', { path: undefined, headings: [], words: 0, contact: 'missing', unfilled: [] }, 'fail'],
];
