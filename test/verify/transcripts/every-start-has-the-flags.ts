import type { Case } from '../transcript.js';

const flags = ['--disable-proto=delete', '--disallow-code-generation-from-strings'];

export const transcripts: readonly Case[] = [
  ['both', { starts: [{ flags, where: 'a' }], compiler: '' }, 'pass'],
  ['one', { starts: [{ flags: flags.slice(0, 1), where: 'a' }], compiler: '' }, 'fail'],
  [
    'one, where code is made',
    { starts: [{ flags: flags.slice(0, 1), where: 'a' }], compiler: 'fastify' },
    'pass',
  ],
  [
    'a second place without',
    {
      starts: [
        { flags, where: 'a' },
        { flags: [], where: 'b' },
      ],
      compiler: '',
    },
    'fail',
  ],
  ['nothing starts', { starts: [], compiler: '' }, 'inconclusive'],
  [
    'a file does not parse',
    {
      starts: [{ flags, where: 'a' }],
      compiler: '',
      unparsed: [{ path: 'compose.yaml', why: 'is broken' }],
    },
    'inconclusive',
  ],
];
