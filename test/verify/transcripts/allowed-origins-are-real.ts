import type { Case } from '../transcript.js';

const origins = (...lists: readonly object[]) => ({
  lists: lists.map((list, at) => ({ name: `ORIGINS_${at}`, count: 1, fault: '', ...list })),
  unread: '',
});

export const transcripts: readonly Case[] = [
  ['real', origins({ count: 2 }), 'pass'],
  ['a wildcard', origins({ count: 2, fault: 'a wildcard' }), 'fail'],
  ['one real, one of a template', origins({ count: 1 }, { fault: 'what a template shows' }), 'fail'],
  ['empty', origins({ count: 0 }), 'inconclusive'],
  ['no such variable', origins(), 'inconclusive'],
  ['to no pod', { ...origins({ count: 1 }), unread: '.env.production' }, 'inconclusive'],
];
