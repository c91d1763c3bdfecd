import { doubt, policy, ruling, trouble } from '../transcript-parts/install.js';
import type { Case } from '../transcript.js';

const lock = (more: object = {}) => ({
  path: 'package-lock.json',
  ignored: 'no',
  knows: 'package',
  entries: 9,
  unverified: [],
  foreign: [],
  missing: [],
  ...more,
});
const locks = (used: object | undefined, more: object = {}) => ({
  manager: 'npm',
  wanted: 'package-lock.json',
  used,
  beside: [],
  unread: [],
  ...more,
});
const locked = (more: object = {}, rest: object = {}) => ({
  wanted: 1,
  policy: policy(),
  locks: locks(lock(more)),
  ...rest,
});

export const transcripts: readonly Case[] = [
  ['all', locked(), 'pass'],
  ['no dependencies', { wanted: 0, policy: policy(), locks: locks(undefined) }, 'pass'],
  ['no lockfile', { wanted: 1, policy: policy(), locks: locks(undefined) }, 'fail'],
  ['two', locked({}, { locks: locks(lock(), { beside: ['yarn.lock'] }) }), 'fail'],
  [
    'one of another manager',
    { wanted: 1, policy: policy(), locks: locks(undefined, { beside: ['yarn.lock'] }) },
    'fail',
  ],
  [
    'one in the package only',
    { wanted: 1, policy: policy(), locks: locks(undefined, { unread: ['package-lock.json'] }) },
    'fail',
  ],
  [
    'one more in the package',
    locked({}, { locks: locks(lock(), { unread: ['package-lock.json'] }) }),
    'pass',
  ],
  ['of other packages', locked({ knows: 'others' }), 'fail'],
  ['ignored', locked({ ignored: 'yes' }), 'fail'],
  ['too large', locked({ unreadable: 'is larger than 8 MiB' }), 'inconclusive'],
  ['git', locked({ foreign: ['a'] }), 'fail'],
  ['no digest', locked({ unverified: ['a', 'b', 'c'] }), 'fail'],
  ['other versions', locked({ missing: ['a@2.0.0'] }), 'fail'],
  ['git is allowed', locked({}, { policy: policy({ elsewhere: ruling('taken') }) }), 'fail'],
  [
    'git may be allowed',
    locked({}, { policy: policy({ elsewhere: ruling('taken', doubt) }) }),
    'inconclusive',
  ],
  ['settings that could not be read', locked({}, { policy: policy({ trouble }) }), 'inconclusive'],
];
