import { unseen } from '../transcript-parts/unseen.js';
import type { Case } from '../transcript.js';

const told = (wants: string, status: number, good: number, documented: readonly number[] = [201]) => ({
  what: 'x',
  wants,
  status,
  good,
  documented,
});
const contract = (...seen: readonly object[]) => ({
  operations: 1,
  bodies: 1,
  on: ['POST /notes'],
  add: {},
  seen,
});

export const transcripts: readonly Case[] = [
  ['true', contract(told('taken', 201, 201), told('refused', 400, 201)), 'pass'],
  [
    'behind a login of the file',
    contract(
      ...[told('taken', 401, 401), told('refused', 401, 401)],
      ...[told('taken', 201, 201), told('refused', 400, 201)].map((one) => ({ ...one, by: 'file' })),
    ),
    'pass',
  ],
  ['a bound not kept behind a login', contract({ ...told('refused', 201, 201), by: 'file' }), 'fail'],
  ['a bound not kept', contract(told('refused', 201, 201)), 'fail'],
  ['an undocumented status', contract(told('taken', 201, 201, [200])), 'fail'],
  ['refused although allowed', contract(told('taken', 400, 400)), 'fail'],
  ['a failure', contract(told('refused', 500, 201)), 'fail'],
  ['no bounds', contract(told('taken', 201, 201)), 'fail'],
  ['no bodies', { operations: 3, bodies: 0, on: [], seen: [] }, 'inconclusive'],
  ...[401, 403, 404, 409, 415, 429, 302, 0].map((status): Case => [
    `a sample is answered ${status}`,
    contract(told('taken', status, status), told('refused', 400, status)),
    'inconclusive',
  ]),
  [
    'a login that looks at the body first',
    contract(told('taken', 401, 401, [204, 401]), told('refused', 400, 401)),
    'pass',
  ],
  [
    'a login that asks first',
    contract(told('taken', 401, 401, [204, 401]), told('refused', 401, 401)),
    'inconclusive',
  ],
  ['a wall', contract(told('refused', 401, 401)), 'inconclusive'],
  ['its store is missing', contract(told('taken', 500, 500)), 'inconclusive'],
  ['another bound is not kept', contract(told('taken', 401, 401), told('refused', 201, 401)), 'fail'],
  unseen,
];
