import type { Case } from '../transcript.js';

/** What the probes on a bench say about transcripts made by hand. No process is started. */
export const unseen: Case = [
  'nothing listened',
  { unseen: 'it did not start in production: boom' },
  'inconclusive',
];
