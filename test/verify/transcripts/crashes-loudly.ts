import { unseen } from '../transcript-parts/unseen.js';
import type { Case } from '../transcript.js';

const end = (more: object = {}) => ({ how: 'rejection', made: 'yes', code: 1, line: 'structured', ...more });

export const transcripts: readonly Case[] = [
  ['loud', { ends: [end()] }, 'pass'],
  ['goes on', { ends: [end({ code: 'running' })] }, 'fail'],
  ['code 0', { ends: [end({ code: 0 })] }, 'fail'],
  ['raw', { ends: [end({ line: 'raw' })] }, 'fail'],
  ['no line', { ends: [end({ line: 'none' })] }, 'fail'],
  ['no error was made', { ends: [end({ made: 'no', code: 'running', line: 'none' })] }, 'inconclusive'],
  ['ended by itself', { ends: [end({ made: 'no', line: 'none' })] }, 'inconclusive'],
  unseen,
];
