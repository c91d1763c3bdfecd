import { all, broken } from '../transcript-parts/sources.js';
import type { Case } from '../transcript.js';

const template = (more: object = {}) => ({
  path: '.env.production.template',
  keys: ['A_KEY'],
  realLooking: [],
  unexplained: [],
  ...more,
});
const agreeing = { read: ['A_KEY'], hidden: 0, spoken: '', templates: [template()] };

export const transcripts: readonly Case[] = [
  ['agree', { ...all, ...agreeing }, 'pass'],
  ['a real value', { ...all, ...agreeing, templates: [template({ realLooking: ['A_KEY'] })] }, 'fail'],
  ['a name too many', { ...all, ...agreeing, read: ['B_KEY'], readBeside: [] }, 'fail'],
  ['nothing read', { ...all, ...agreeing, read: [] }, 'inconclusive'],
  ['one for development', { ...all, ...agreeing, templates: [template({ path: '.env.example' })] }, 'pass'],
  [
    'one for development, where production is spoken of',
    { ...all, ...agreeing, spoken: 'README.md', templates: [template({ path: '.env.example' })] },
    'fail',
  ],
  ['no template', { ...all, ...agreeing, templates: [] }, 'fail'],
  [
    'a template that was not read',
    {
      files: 3,
      unread: [{ path: '.env.example', because: 'too large, or no plain text' }],
      read: ['A_KEY'],
      hidden: 1,
      spoken: '',
      templates: [],
    },
    'inconclusive',
  ],
  [
    'a name that a file may read which was not read',
    { ...broken, ...agreeing, templates: [template({ keys: ['A_KEY', 'B_KEY'] })] },
    'inconclusive',
  ],
];
