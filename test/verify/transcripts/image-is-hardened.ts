import type { Case } from '../transcript.js';

const stage = (instructions: readonly object[]) => ({ image: 'a', name: undefined, line: 1, instructions });
const at = (name: string, text: string, words?: readonly string[]) => ({
  name,
  text,
  words,
  flags: {},
  line: 2,
});
const hardened = [at('USER', '10001'), at('HEALTHCHECK', 'CMD x'), at('CMD', '["node"]', ['node'])];

const unasked = hardened.filter(({ name }) => name !== 'HEALTHCHECK');

export const transcripts: readonly Case[] = [
  ['no check', { dockerfiles: [{ path: 'Dockerfile', stages: [stage([]), stage(unasked)] }] }, 'fail'],
  [
    'pods with probes',
    { asked: 'by the pods', dockerfiles: [{ path: 'Dockerfile', stages: [stage([]), stage(unasked)] }] },
    'pass',
  ],
  ['hardened', { dockerfiles: [{ path: 'Dockerfile', stages: [stage([]), stage(hardened)] }] }, 'pass'],
  ['root', { dockerfiles: [{ path: 'Dockerfile', stages: [stage([]), stage(hardened.slice(1))] }] }, 'fail'],
  [
    'a secret',
    { dockerfiles: [{ path: 'Dockerfile', stages: [stage([at('ENV', 'API_KEY=x')]), stage(hardened)] }] },
    'fail',
  ],
  ['none', { dockerfiles: [] }, 'inconclusive'],
];
