import { unseen } from '../transcript-parts/unseen.js';
import type { Case } from '../transcript.js';

const canaries = (more: object = {}) => ({
  asked: 9,
  answered: 9,
  logged: 2000,
  failed: 500,
  inLog: [],
  inAnswers: [],
  ...more,
});

export const transcripts: readonly Case[] = [
  ['clean', canaries(), 'pass'],
  ['in the log', canaries({ inLog: ['Cookie'] }), 'fail'],
  ['in an answer', canaries({ inAnswers: ['the query'] }), 'fail'],
  ['nothing is logged', canaries({ logged: 0 }), 'inconclusive'],
  ['nothing answered', canaries({ answered: 0 }), 'inconclusive'],
  ['no handler failed', canaries({ failed: 201 }), 'inconclusive'],
  ['no route takes JSON', canaries({ failed: 0 }), 'inconclusive'],
  unseen,
];
