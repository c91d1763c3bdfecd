import type { Case } from '../transcript.js';

const secretsOf = (...states: readonly string[]) => ({
  secrets: states.map((state, at) => ({ name: `SECRET_${at}`, state })),
});

export const transcripts: readonly Case[] = [
  ['made', secretsOf('made'), 'pass'],
  ['one short', secretsOf('made', 'shorter than 32 bytes'), 'fail'],
  ['one missing', secretsOf('missing'), 'fail'],
  ['one used twice', secretsOf('used twice', 'used twice'), 'fail'],
  ['one of a template', secretsOf('the one of a template'), 'fail'],
  ['one in a file', secretsOf('made', 'in a file'), 'inconclusive'],
  ['one in a file, and one missing', secretsOf('missing', 'in a file'), 'fail'],
  ['none', secretsOf(), 'inconclusive'],
];
