import type { Case } from '../transcript.js';

export const transcripts: readonly Case[] = [
  ['refused', { port: 'open', host: 'a.test', seen: [{ what: 'x', method: 'POST', status: 403 }] }, 'pass'],
  ['closed', { port: 'closed', host: 'a.test', seen: [] }, 'pass'],
  ['processed', { port: 'open', host: 'a.test', seen: [{ what: 'x', method: 'POST', status: 201 }] }, 'fail'],
  [
    'a write redirected',
    {
      port: 'open',
      host: 'a.test',
      seen: [{ what: 'x', method: 'POST', status: 308, location: 'https://a.test/' }],
    },
    'fail',
  ],
  [
    'a read redirected home',
    {
      port: 'open',
      host: 'a.test',
      seen: [{ what: 'x', method: 'GET', status: 308, location: 'https://a.test/' }],
    },
    'pass',
  ],
  [
    'a read redirected elsewhere',
    {
      port: 'open',
      host: 'a.test',
      seen: [{ what: 'x', method: 'GET', status: 308, location: 'https://evil/' }],
    },
    'fail',
  ],
  [
    'reached a handler',
    { port: 'open', host: 'a.test', seen: [{ what: 'x', method: 'POST', status: 400 }] },
    'fail',
  ],
  ['no second address', { unsure: 'no other', port: 'open', host: 'a.test', seen: [] }, 'inconclusive'],
  ['neither', { port: 'mute', host: 'a.test', seen: [] }, 'inconclusive'],
  [
    'a limiter',
    { port: 'open', host: 'a.test', seen: [{ what: 'x', method: 'GET', status: 429 }] },
    'inconclusive',
  ],
  [
    'a host that begins like it',
    {
      port: 'open',
      host: 'a.test',
      seen: [{ what: 'x', method: 'GET', status: 308, location: 'https://a.test.evil.example/' }],
    },
    'fail',
  ],
  [
    'no second boot, and the first processes it',
    { unsure: 'ended', port: 'open', host: 'a.test', seen: [{ what: 'x', method: 'GET', status: 200 }] },
    'fail',
  ],
  [
    'only a read was asked',
    {
      port: 'open',
      host: 'a.test',
      left: 'needs --active',
      seen: [{ what: 'x', method: 'GET', status: 403 }],
    },
    'not-assessed',
  ],
];
