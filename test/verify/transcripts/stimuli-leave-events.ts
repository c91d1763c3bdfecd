import { unseen } from '../transcript-parts/unseen.js';
import type { Case } from '../transcript.js';

const stimulus = (wants: string, status: number, event: string) => ({ what: 'x', wants, status, event });
const events = [
  stimulus('refused credentials', 401, 'authn_login_fail'),
  stimulus('invalid input', 400, 'input_validation_fail'),
  stimulus('exceeded limit', 429, 'excess_rate_limit_exceeded'),
];

export const transcripts: readonly Case[] = [
  ['all', { stimuli: events }, 'pass'],
  ['one leaves none', { stimuli: [...events.slice(1), stimulus('refused credentials', 401, '')] }, 'fail'],
  [
    'one was not provoked',
    { stimuli: [...events.slice(1), stimulus('refused credentials', 404, '')] },
    'inconclusive',
  ],
  ['none was provoked', { stimuli: [stimulus('refused credentials', 0, '')] }, 'inconclusive'],
  unseen,
];
