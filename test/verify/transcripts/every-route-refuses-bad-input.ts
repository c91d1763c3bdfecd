import { unseen } from '../transcript-parts/unseen.js';
import type { Case } from '../transcript.js';

const bad = (status: number, good: number, more: object = {}) => ({
  what: 'POST /x with null',
  status,
  good,
  place: 'body',
  gone: '',
  ...more,
});
const mistake = { because: 'requests.0 is no good request', remedy: 'correct requests.0' };
const none = { given: [], mistakes: [], add: {} };
const routes = (...seen: readonly object[]) => ({ catchAll: 'no', routes: 1, untried: [], ...none, seen });
const file = { by: 'file' };

export const transcripts: readonly Case[] = [
  ['refused', routes(bad(400, 201)), 'pass'],
  ['refused before the login', routes(bad(422, 401)), 'pass'],
  ['refused before the look-up', routes(bad(400, 404)), 'pass'],
  ['no such path', routes(bad(404, 404, { place: 'path' })), 'pass'],
  ['one taken', routes(bad(400, 201), bad(201, 201)), 'fail'],
  ['one fails', routes(bad(500, 201)), 'fail'],
  ['one ends it', routes(bad(0, 201, { gone: 'it ended: boom' })), 'fail'],
  ['no route', routes(), 'inconclusive'],
  ['a limiter', routes(bad(429, 201)), 'inconclusive'],
  ['a login', routes(bad(401, 401)), 'inconclusive'],
  ['the good one is refused, too', routes(bad(400, 400)), 'inconclusive'],
  ['nothing is there', routes(bad(404, 404)), 'inconclusive'],
  ['sent elsewhere', routes(bad(302, 302)), 'inconclusive'],
  ['its store is missing', routes(bad(500, 500)), 'inconclusive'],
  ['it fails at everything where another route works', routes(bad(500, 500), bad(400, 201)), 'fail'],
  ['no answer', routes(bad(0, 201)), 'inconclusive'],
  ['everything is answered 200', { ...routes(bad(200, 200)), catchAll: 'yes' }, 'inconclusive'],
  ['a good request of the file tells', routes(bad(400, 400), bad(400, 201, file)), 'pass'],
  [
    'a good request of the file tells of others',
    routes(bad(400, 400), { ...bad(400, 201, file), what: 'x' }),
    'inconclusive',
  ],
  ['a guess tells what the file does not', routes(bad(400, 201), bad(409, 201, file)), 'pass'],
  ['nothing tells', routes(bad(401, 401), bad(401, 401, file)), 'inconclusive'],
  ['one is taken with the file', routes(bad(401, 401), bad(201, 201, file)), 'fail'],
  ['it was used up', routes(bad(404, 204, { ...file, used: 'up' })), 'inconclusive'],
  ['a mistake of the file', { ...routes(bad(400, 201)), mistakes: [mistake] }, 'inconclusive'],
  ['a mistake of the file, and a fault', { ...routes(bad(201, 201)), mistakes: [mistake] }, 'fail'],
  unseen,
];
