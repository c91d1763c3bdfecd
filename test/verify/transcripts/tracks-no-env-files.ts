import type { Case } from '../transcript.js';

export const transcripts: readonly Case[] = [
  ['clean', { tracked: [], added: [], seen: '3 commits', unseen: '' }, 'pass'],
  ['tracked', { tracked: ['.env'], added: [], seen: '', unseen: '' }, 'fail'],
  ['in history', { tracked: [], added: [{ path: '.env', commit: 'a' }], seen: '', unseen: '' }, 'fail'],
];
