import { unseen } from '../transcript-parts/unseen.js';
import type { Case } from '../transcript.js';

const text = (more: object = {}) => ({ text: '<b>', status: 201, ms: 1, back: 'same', ...more });
const verbatim = (more: object = {}, plain: object = {}) => ({ plain: text(plain), seen: [text(more)] });

export const transcripts: readonly Case[] = [
  ['same', verbatim(), 'pass'],
  ['changed', verbatim({ back: 'changed' }), 'fail'],
  ['slow', verbatim({ ms: 15_000 }), 'fail'],
  ['makes it fail', verbatim({ status: 500, back: 'absent' }), 'fail'],
  ['not given back', verbatim({ back: 'absent' }, { back: 'absent' }), 'inconclusive'],
  ['another member of that name', verbatim({ back: 'changed' }, { back: 'changed' }), 'inconclusive'],
  ['no answer', verbatim({ status: 0, back: 'absent' }), 'inconclusive'],
  ['a limiter', verbatim({ status: 429, back: 'absent' }), 'inconclusive'],
  ['a login', verbatim({}, { status: 401, back: 'absent' }), 'inconclusive'],
  ['markup is refused', verbatim({ status: 400, back: 'absent' }), 'inconclusive'],
  unseen,
];
