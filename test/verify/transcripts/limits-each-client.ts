import { flood, open } from '../transcript-parts/flood.js';
import { unseen } from '../transcript-parts/unseen.js';
import type { Case } from '../transcript.js';

const limit = (more: object = {}) => ({ positive: 200, flood: flood(), sameNetwork: 'shared', ...more });

export const transcripts: readonly Case[] = [
  ['limited', limit(), 'pass'],
  ['not limited', limit({ flood: open, sameNetwork: 'not-seen' }), 'fail'],
  ['no Retry-After', limit({ flood: flood({ retryAfter: undefined }) }), 'fail'],
  ['IPv6 apart', limit({ sameNetwork: 'apart' }), 'fail'],
  ['no route', limit({ positive: 0 }), 'inconclusive'],
  ['429 from the start', limit({ positive: 429 }), 'inconclusive'],
  ['it ended under way', limit({ flood: flood({ limitedAt: undefined, answered: 40 }) }), 'inconclusive'],
  ['another refusal', limit({ flood: flood({ limitedAt: undefined, last: 503 }) }), 'inconclusive'],
  unseen,
];
