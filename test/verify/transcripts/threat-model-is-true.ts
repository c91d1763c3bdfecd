import type { Case } from '../transcript.js';

const model = (more: object = {}) => ({
  path: 'THREAT-MODEL.md',
  kinds: [
    'Spoofing',
    'Tampering',
    'Repudiation',
    'Information disclosure',
    'Denial of service',
    'Elevation of privilege',
  ],
  missingFiles: [],
  unfilled: [],
  flow: 'shown',
  open: 'said',
  ...more,
});

export const transcripts: readonly Case[] = [
  ['true', model(), 'pass'],
  ['not there', model({ path: undefined }), 'fail'],
  ['five kinds', model({ kinds: model().kinds.slice(1) }), 'fail'],
  ['a file is gone', model({ missingFiles: ['a.ts'] }), 'fail'],
  ['a template', model({ unfilled: ['TODO'] }), 'fail'],
  ['no flow', model({ flow: 'missing' }), 'fail'],
  ['nothing open', model({ open: 'missing' }), 'fail'],
];
