import type { Case } from '../transcript.js';

const settings = (...states: readonly string[]) => ({
  unread: '',
  template: '.env.production.template',
  variables: states.map((state, at) => ({ name: `V${at}`, state })),
});

export const transcripts: readonly Case[] = [
  ['filled in', settings('filled in', 'left out as the template allows'), 'pass'],
  ['one missing', settings('filled in', 'missing'), 'fail'],
  ['one empty', settings('empty'), 'fail'],
  ['one a placeholder', settings('a placeholder', 'filled in'), 'fail'],
  ['one read by nobody', settings('filled in', 'read by nobody'), 'fail'],
  ['one with a wildcard', settings('with a wildcard'), 'fail'],
  ['one as a file', settings('filled in', 'handed over as a file'), 'pass'],
  ['a file that pods do not read', { ...settings('filled in'), unread: '.env.production' }, 'inconclusive'],
  ['no template', { ...settings(), template: '' }, 'inconclusive'],
  ['an empty template', settings(), 'inconclusive'],
];
