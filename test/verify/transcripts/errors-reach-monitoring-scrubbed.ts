import { unseen } from '../transcript-parts/unseen.js';
import type { Case } from '../transcript.js';

const monitored = (more: object = {}) => ({
  reads: 'yes',
  other: '',
  unread: 0,
  failed: 500,
  afterStart: 0,
  afterError: 1,
  afterCrash: 1,
  crashed: 'yes',
  leaked: [],
  ...more,
});

export const transcripts: readonly Case[] = [
  ['once each', monitored(), 'pass'],
  ['no monitoring', monitored({ reads: 'no' }), 'fail'],
  ['none in what was read', monitored({ reads: 'no', unread: 2 }), 'inconclusive'],
  ['another one', monitored({ reads: 'no', other: 'dd-trace' }), 'inconclusive'],
  ['a secret goes along', monitored({ leaked: ['Cookie'] }), 'fail'],
  ['twice', monitored({ afterError: 2 }), 'fail'],
  ['the crash is not told', monitored({ afterCrash: 0 }), 'fail'],
  ['no crash was made', monitored({ afterCrash: 0, crashed: 'no' }), 'inconclusive'],
  ['something at start', monitored({ afterStart: 1 }), 'fail'],
  ['nothing failed', monitored({ failed: 201 }), 'inconclusive'],
  unseen,
];
