import { unseen } from '../transcript-parts/unseen.js';
import type { Case } from '../transcript.js';

const print = (answers: readonly string[], more: object = {}) => ({
  state: 'listening',
  why: '',
  answers,
  blind: 0,
  strict: 'yes',
  ...more,
});
const modes = (more: { readonly unset?: object; readonly [name: string]: unknown } = {}) => ({
  production: print(['a']),
  unset: print(['a']),
  staging: print([], { state: 'exited', why: 'it did not start' }),
  development: print(['b']),
  beside: more.unset ?? print(['a']),
  ...more,
});

export const transcripts: readonly Case[] = [
  ['as production', modes(), 'pass'],
  [
    'all alike',
    modes({
      production: print(['GET / -> 200']),
      unset: print(['GET / -> 200']),
      development: print(['GET / -> 200']),
    }),
    'pass',
  ],
  ...[301, 302, 401, 403, 404, 503].map((status): Case => [
    `${status} in every mode`,
    modes({
      production: print([`GET / -> ${status}`]),
      unset: print([`GET / -> ${status}`]),
      development: print([`GET / -> ${status}`]),
    }),
    'inconclusive',
  ]),
  [
    'production on another port',
    modes({ before: 8081, production: print(['a'], { elsewhere: 8081 }) }),
    'fail',
  ],
  ['unset on another port', modes({ unset: print(['a'], { elsewhere: 3000 }) }), 'fail'],
  [
    'both on ports of their own',
    modes({
      before: 8081,
      production: print(['a'], { elsewhere: 8081 }),
      unset: print(['a'], { elsewhere: 3000 }),
    }),
    'fail',
  ],
  [
    'another port each time',
    modes({
      before: 40001,
      production: print(['a'], { elsewhere: 40002 }),
      unset: print(['a'], { elsewhere: 40003 }),
    }),
    'inconclusive',
  ],
  [
    'one port of its own in every mode',
    modes({
      before: 3000,
      production: print(['a'], { elsewhere: 3000 }),
      unset: print(['a'], { elsewhere: 3000 }),
    }),
    'pass',
  ],
  ['as development', modes({ unset: print(['b']) }), 'fail'],
  ['a weak secret', modes({ unset: print(['a'], { strict: 'no' }) }), 'fail'],
  [
    'does not boot',
    modes({ production: print([], { state: 'exited', why: 'it did not start' }) }),
    'inconclusive',
  ],
  ['does not boot unset', modes({ unset: print([], { state: 'exited', why: 'it did not start' }) }), 'fail'],
  ['staging is development', modes({ staging: print(['b']) }), 'fail'],
  ['staging is production', modes({ staging: print(['a']) }), 'pass'],
  ['development beside a .env', modes({ beside: print(['b']) }), 'fail'],
  ['a weak secret beside a .env', modes({ beside: print(['a'], { strict: 'no' }) }), 'fail'],
  ['does not boot beside a .env', modes({ beside: print([], { state: 'exited', why: 'boom' }) }), 'pass'],
  [
    'stacks everywhere',
    modes({ production: print(['500 with a stack']), unset: print(['500 with a stack']) }),
    'fail',
  ],
  [
    'a limiter answered',
    modes({
      production: print(['GET / -> 429'], { blind: 1 }),
      unset: print(['GET / -> 429'], { blind: 1 }),
    }),
    'inconclusive',
  ],
  [
    'one answer is missing',
    modes({ production: print(['GET / -> 200']), unset: print(['GET / -> 0'], { blind: 1 }) }),
    'inconclusive',
  ],
  unseen,
];
