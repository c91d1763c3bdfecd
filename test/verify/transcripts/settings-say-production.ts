import type { Case } from '../transcript.js';

export const transcripts: readonly Case[] = [
  ['said', { mode: 'production', unread: '' }, 'pass'],
  ['left out', { mode: 'unset', unread: '' }, 'pass'],
  ['another', { mode: 'another', unread: '' }, 'fail'],
  ['to no pod', { mode: 'production', unread: '.env.production' }, 'inconclusive'],
];
