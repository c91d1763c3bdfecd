import { flood, open } from '../transcript-parts/flood.js';
import { unseen } from '../transcript-parts/unseen.js';
import type { Case } from '../transcript.js';

const proxied = (more: object = {}) => ({ by: 'logins', limitedAt: 6, honest: 6, neighbour: 404, ...more });
const spoof = (more: object = {}) => ({
  positive: 200,
  direct: flood(),
  honest: 1001,
  proxied: proxied(),
  configurable: 'yes',
  ...more,
});

export const transcripts: readonly Case[] = [
  ['limited', spoof(), 'pass'],
  [
    'no limit at all',
    spoof({
      direct: open,
      honest: undefined,
      proxied: proxied({ limitedAt: undefined, honest: undefined }),
    }),
    'inconclusive',
  ],
  ['rotating passes', spoof({ direct: open }), 'fail'],
  [
    'rotating passes, and no proxy is named',
    spoof({
      direct: open,
      configurable: 'no',
      proxied: proxied({ limitedAt: undefined, honest: undefined }),
    }),
    'fail',
  ],
  ['one proxy is named in the source', spoof({ direct: open, configurable: 'no' }), 'pass'],
  [
    'every proxy is believed',
    spoof({ direct: open, configurable: 'no', proxied: proxied({ limitedAt: undefined }) }),
    'fail',
  ],
  ['the left one is believed', spoof({ proxied: proxied({ limitedAt: undefined }) }), 'fail'],
  ['all share', spoof({ proxied: proxied({ neighbour: 429 }) }), 'fail'],
  ['no route', spoof({ positive: 0 }), 'inconclusive'],
  ['https only, and one proxy in the source', spoof({ positive: 308, configurable: 'no' }), 'pass'],
  ['https only', spoof({ positive: 308 }), 'inconclusive'],
  ['it ended under way', spoof({ direct: flood({ limitedAt: undefined, answered: 3 }) }), 'inconclusive'],
  unseen,
];
