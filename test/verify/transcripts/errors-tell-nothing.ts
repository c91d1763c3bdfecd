import { banned, dead, notFoundEverywhere, seen } from '../transcript-parts/answers.js';
import type { Case } from '../transcript.js';

export const transcripts: readonly Case[] = [
  ['quiet', { seen: [seen('a', 404), seen('b', 400)] }, 'pass'],
  ['a stack', { seen: [seen('a', 500, {}, 'Error\n    at f (/srv/app/x.js:1:2)')] }, 'fail'],
  [
    'the parser',
    {
      seen: [seen('a', 400, {}, '{"message":"Unexpected token } in JSON at position 3"}')],
    },
    'fail',
  ],
  ['markup', { seen: [seen('a', 404, {}, 'no <script>alert(1)</script>')] }, 'fail'],
  ['HTML', { seen: [seen('a', 404, { 'content-type': 'text/html' }, 'no')] }, 'fail'],
  ['it died', { after: dead, seen: [seen('a', 404), seen('b', 400)] }, 'fail'],
  ['404 everywhere', notFoundEverywhere, 'inconclusive'],
  ['limits only', { seen: [seen('a', 429), seen('b', 429)] }, 'inconclusive'],
  ['it may have banned us', { after: banned, seen: [seen('a', 404), seen('b', 400)] }, 'inconclusive'],
];
