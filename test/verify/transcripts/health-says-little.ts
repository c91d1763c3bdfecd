import type { Case } from '../transcript.js';

export const transcripts: readonly Case[] = [
  [
    'little',
    {
      live: { path: '/livez', status: 200, body: '{"status":"ok"}' },
      ready: { path: '/readyz', status: 200, body: '{}' },
      details: [],
    },
    'pass',
  ],
  [
    'versions',
    {
      live: { path: '/livez', status: 200, body: '{"version":"1.2.3"}' },
      ready: { path: '/readyz', status: 200, body: '{}' },
      details: [],
    },
    'fail',
  ],
  [
    'no readiness',
    { live: { path: '/livez', status: 200, body: '{}' }, ready: undefined, details: [] },
    'fail',
  ],
  [
    'open details',
    {
      live: { path: '/livez', status: 200, body: '' },
      ready: { path: '/readyz', status: 200, body: '' },
      details: [{ path: '/health/details', status: 200, told: '{}' }],
    },
    'fail',
  ],
  ['404 everywhere', { unsure: 'no route', live: undefined, ready: undefined, details: [] }, 'inconclusive'],
  [
    'one page for all',
    {
      live: { path: '/livez', status: 200, body: '<html>' },
      ready: { path: '/readyz', status: 200, body: '<html>' },
      details: [{ path: '/health/details', status: 200, told: '<html>' }],
      anything: { status: 200, body: '<html>' },
    },
    'inconclusive',
  ],
  [
    'limited',
    {
      live: { path: '/livez', status: 429, body: '' },
      ready: { path: '/readyz', status: 200, body: '{}' },
      details: [],
    },
    'inconclusive',
  ],
];
