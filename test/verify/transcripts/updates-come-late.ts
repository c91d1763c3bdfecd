import { trouble } from '../transcript-parts/install.js';
import type { Case } from '../transcript.js';

const robot = (days: number, ecosystems = ['npm'], more: object = {}) => ({
  robot: {
    path: 'd',
    entries: ecosystems.map((ecosystem) => ({ ecosystem, days, idle: '' })),
    elsewhere: [],
    trouble: [],
    ...more,
  },
  wanted: [['npm', 'bun']],
  assumed: '',
});

export const transcripts: readonly Case[] = [
  ['both', robot(7), 'pass'],
  ['no robot', { wanted: [['npm']] }, 'fail'],
  ['one that is not read', { stranded: 'renovate.json', wanted: [['npm']] }, 'fail'],
  ['at once', robot(0), 'fail'],
  ['perhaps at once', robot(0, ['npm'], { doubt: 'by what it extends' }), 'inconclusive'],
  ['in another folder', robot(7, [], { elsewhere: ['npm in /web'] }), 'fail'],
  ['settings that could not be read', robot(7, [], { trouble }), 'inconclusive'],
  ['no actions', { ...robot(7), wanted: [['npm'], ['github-actions']] }, 'fail'],
  ['idle', robot(7, [], { entries: [{ ecosystem: 'npm', days: 7, idle: 'enabled: false' }] }), 'fail'],
];
