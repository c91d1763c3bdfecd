import { banned, dead } from '../transcript-parts/answers.js';
import type { Case } from '../transcript.js';

const cut = (ended: string, seconds = 11, more: object = {}) => ({
  ended,
  seconds,
  when: 'later',
  status: 0,
  ...more,
});

export const transcripts: readonly Case[] = [
  [
    'cut',
    {
      quickened: 10,
      headers: cut('peer'),
      body: cut('peer', 31),
      others: { status: 200, ms: 3 },
    },
    'pass',
  ],
  [
    'headers for ever',
    {
      quickened: 10,
      headers: cut('time'),
      body: cut('peer'),
      others: { status: 200, ms: 3 },
    },
    'fail',
  ],
  [
    'body for ever',
    {
      quickened: 1,
      headers: cut('peer'),
      body: cut('time'),
      others: { status: 200, ms: 3 },
    },
    'fail',
  ],
  [
    'others wait',
    { quickened: 1, headers: cut('peer'), body: cut('peer'), others: { status: 0, ms: 9 } },
    'fail',
  ],
  [
    'it has ended meanwhile',
    { headers: cut('peer'), body: cut('peer'), others: { status: 0, ms: 9 }, after: banned },
    'inconclusive',
  ],
  [
    'all cut off, since it has ended',
    { headers: cut('peer'), body: cut('peer'), others: { status: 200, ms: 9 }, after: banned },
    'inconclusive',
  ],
  [
    'the slow end it',
    { headers: cut('peer'), body: cut('peer'), others: { status: 0, ms: 9 }, after: dead },
    'fail',
  ],
  [
    '404 everywhere',
    {
      unsure: 'no route',
      quickened: 1,
      headers: cut('peer'),
      body: cut('peer'),
      others: { status: 404, ms: 3 },
    },
    'inconclusive',
  ],
  [
    'closes at once',
    { headers: cut('peer', 0, { when: 'at once' }), body: cut('peer'), others: { status: 200, ms: 3 } },
    'inconclusive',
  ],
  [
    'answers before the body',
    { headers: cut('peer'), body: cut('peer', 1, { status: 401 }), others: { status: 200, ms: 3 } },
    'inconclusive',
  ],
  [
    'answers, and holds on',
    {
      reader: 'unknown',
      headers: cut('peer'),
      body: cut('peer', 20, { status: 404 }),
      others: { status: 200, ms: 3 },
    },
    'pass',
  ],
  [
    'answers and leaves',
    {
      reader: 'unknown',
      headers: cut('peer'),
      body: cut('peer', 0, { status: 404, when: 'at once' }),
      others: { status: 200, ms: 3 },
    },
    'inconclusive',
  ],
];
