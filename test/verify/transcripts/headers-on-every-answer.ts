import { seen } from '../transcript-parts/answers.js';
import type { Case } from '../transcript.js';

const strict = {
  'content-security-policy': "default-src 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'permissions-policy': 'camera=()',
  'x-permitted-cross-domain-policies': 'none',
  'cache-control': 'no-store',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
};
const without = (name: string) => Object.fromEntries(Object.entries(strict).filter(([key]) => key !== name));

export const transcripts: readonly Case[] = [
  ['all', { secure: 'yes', seen: [seen('a', 200, strict), seen('b', 404, strict)] }, 'pass'],
  [
    'missing on an error',
    { secure: 'yes', seen: [seen('a', 200, strict), seen('b', 500, without('x-frame-options'))] },
    'fail',
  ],
  [
    'short HSTS',
    {
      secure: 'yes',
      seen: [seen('a', 200, { ...strict, 'strict-transport-security': 'max-age=60; includeSubDomains' })],
    },
    'fail',
  ],
  [
    'no HSTS over plaintext',
    {
      secure: 'no',
      seen: [
        seen('a', 200, without('strict-transport-security')),
        seen('b', 404, without('strict-transport-security')),
      ],
    },
    'pass',
  ],
  [
    'a filter switched on',
    { secure: 'no', seen: [seen('a', 200, { ...strict, 'x-xss-protection': '1; mode=block' })] },
    'fail',
  ],
  ['404 everywhere', { secure: 'yes', seen: [seen('a', 404, strict)] }, 'inconclusive'],
  ['no error seen', { secure: 'no', seen: [seen('a', 200, strict)] }, 'inconclusive'],
  [
    'lost',
    { secure: 'no', lost: 'x -> 429', seen: [seen('a', 200, strict), seen('b', 404, strict)] },
    'inconclusive',
  ],
  [
    'half of it asked',
    { secure: 'no', left: 'needs --active', seen: [seen('a', 200, strict), seen('b', 404, strict)] },
    'not-assessed',
  ],
];
