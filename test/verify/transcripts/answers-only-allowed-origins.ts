import type { Case } from '../transcript.js';

const good = 'https://app.rampart.test';
const origin = (name: string, acao?: string, more: object = {}) => ({
  origin: name,
  kind: 'simple',
  status: 200,
  ...(acao ? { acao } : {}),
  ...more,
});

export const transcripts: readonly Case[] = [
  [
    'only its own',
    {
      allowed: good,
      writes: 'yes',
      seen: [origin(good, good, { vary: 'Origin' }), origin('https://evil.example')],
    },
    'pass',
  ],
  [
    'a fixed other origin',
    {
      allowed: undefined,
      writes: 'yes',
      seen: [origin('https://evil.example', 'https://fixed.example')],
    },
    'pass',
  ],
  [
    'reflected',
    {
      allowed: good,
      writes: 'yes',
      seen: [origin('https://evil.example', 'https://evil.example')],
    },
    'fail',
  ],
  ['no Vary', { allowed: good, writes: 'yes', seen: [origin(good, good)] }, 'fail'],
  [
    'a star on a service that writes',
    { allowed: undefined, writes: 'yes', seen: [origin('null', '*')] },
    'fail',
  ],
  [
    'a star on one that only reads',
    { allowed: undefined, writes: 'no', seen: [origin('null', '*')] },
    'inconclusive',
  ],
  [
    'no policy at all',
    { allowed: undefined, writes: 'yes', seen: [origin('https://evil.example')] },
    'inconclusive',
  ],
  ['404 everywhere', { unsure: 'no route', allowed: good, writes: 'no', seen: [] }, 'inconclusive'],
  [
    'a star without the list',
    {
      allowed: good,
      writes: 'yes',
      seen: [origin(good, good, { vary: 'Origin' })],
      unset: { seen: [origin('https://evil.example', '*')], because: '' },
    },
    'fail',
  ],
  [
    'not seen without the list',
    {
      allowed: good,
      writes: 'yes',
      seen: [origin(good, good, { vary: 'Origin' })],
      unset: { seen: [], because: 'a second boot ended' },
    },
    'inconclusive',
  ],
  [
    'limited',
    {
      allowed: good,
      writes: 'yes',
      seen: [origin(good, good, { vary: 'Origin' }), origin('null', undefined, { status: 429 })],
    },
    'inconclusive',
  ],
];
