import type { Case } from '../transcript.js';

export const transcripts: readonly Case[] = [
  ['405', { path: '/', seen: [{ method: 'TRACE', status: 405, allow: 'GET', echoes: 'no' }] }, 'pass'],
  ['405 without Allow', { seen: [{ method: 'TRACE', status: 405, allow: '', echoes: 'no' }] }, 'fail'],
  ['echo', { seen: [{ method: 'TRACE', status: 200, allow: '', echoes: 'yes' }] }, 'fail'],
  ['404', { seen: [{ method: 'PROPFIND', status: 404, allow: '', echoes: 'no' }] }, 'fail'],
  ['404 everywhere', { unsure: 'no route', seen: [] }, 'inconclusive'],
  ['limited', { seen: [{ method: 'TRACE', status: 429, allow: '', echoes: 'no' }] }, 'inconclusive'],
  ['not asked', { seen: [], left: 'needs --active' }, 'not-assessed'],
];
