import type { Case } from '../transcript.js';

export const transcripts: readonly Case[] = [
  ['all', { unseen: '', names: ['.env'], ignored: ['.env'], templates: [], foldersLeft: 0 }, 'pass'],
  ['too many', { unseen: '', names: [], ignored: [], templates: [], foldersLeft: 1 }, 'inconclusive'],
  [
    'one missing',
    { unseen: '', names: ['.env', '.env.local'], ignored: ['.env'], templates: [], foldersLeft: 0 },
    'fail',
  ],
  [
    'no git',
    { unseen: 'git is not installed', names: ['.env'], ignored: [], templates: [], foldersLeft: 0 },
    'inconclusive',
  ],
];
