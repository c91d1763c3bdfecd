import type { Case } from '../transcript.js';

const contact = (
  more: object = {},
  lines: readonly string[] = ['Contact: mailto:a@b.test', 'Expires: 2027-01-01T00:00:00Z'],
) => ({
  status: 200,
  type: 'text/plain; charset=utf-8',
  text: lines.join('\n'),
  origin: 'https://a.test',
  at: '2026-11-24T00:00:00Z',
  ...more,
});

export const transcripts: readonly Case[] = [
  ['complete', contact(), 'pass'],
  ['not there', contact({ status: 404 }), 'fail'],
  ['nothing answers', contact({ status: 404, unsure: 'no route' }), 'inconclusive'],
  ['expired', contact({ at: '2028-01-01T00:00:00Z' }), 'fail'],
  ['for ten years', contact({ at: '2017-01-01T00:00:00Z' }), 'fail'],
  ['JSON', contact({ type: 'application/json' }), 'fail'],
  ['no contact', contact({}, ['Expires: 2027-01-01T00:00:00Z']), 'fail'],
  ['a bare address', contact({}, ['Contact: a@b.test', 'Expires: 2027-01-01T00:00:00Z']), 'fail'],
  ['no end', contact({}, ['Contact: https://a.test/report']), 'fail'],
  [
    'of another place',
    contact({}, [
      'Contact: https://a.test/r',
      'Expires: 2027-01-01T00:00:00Z',
      'Canonical: https://b.test/.well-known/security.txt',
    ]),
    'fail',
  ],
  ['limited', contact({ status: 429 }), 'inconclusive'],
  ['moved', contact({ status: 301 }), 'inconclusive'],
];
