import { dead } from '../transcript-parts/answers.js';
import type { Case } from '../transcript.js';

export const transcripts: readonly Case[] = [
  ['refused', { seen: [{ what: 'x', statuses: [400], ended: 'peer' }] }, 'pass'],
  ['smuggled', { seen: [{ what: 'x', statuses: [400, 200], ended: 'peer' }] }, 'fail'],
  ['accepted', { seen: [{ what: 'x', statuses: [200], ended: 'peer' }] }, 'fail'],
  ['left open', { seen: [{ what: 'x', statuses: [400], ended: 'time' }] }, 'fail'],
  ['dead', { unsure: 'no route', seen: [] }, 'inconclusive'],
  ['silent', { seen: [{ what: 'x', statuses: [], ended: 'time' }] }, 'inconclusive'],
  ['limited', { seen: [{ what: 'x', statuses: [429], ended: 'peer' }] }, 'inconclusive'],
  ['closed', { seen: [{ what: 'x', statuses: [], ended: 'peer' }] }, 'pass'],
  ['died', { after: dead, seen: [{ what: 'x', statuses: [], ended: 'peer' }] }, 'fail'],
  ['fails at odd Hosts', { hosts: [{ what: 'x', statuses: [500] }], seen: [] }, 'fail'],
  ['refuses odd Hosts', { hosts: [{ what: 'x', statuses: [400] }], seen: [] }, 'pass'],
];
