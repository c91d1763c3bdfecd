import type { Requirement } from '../../define/requirement.js';
import { notAutomatable, open, organisation, outOfScope, planned } from './rows.js';

/** Chapter 7. */
export const sessions: readonly Requirement[] = [
  ...planned('auth', [
    ['7.2.1', 1, 'The server checks the tokens of a session'],
    ['7.2.2', 1, 'Sessions have tokens made for them, and no fixed keys'],
    ['7.2.4', 1, 'Each login makes a new token, and ends the one before'],
  ]),
  ...planned('refresh-rotation', [
    ['7.2.3', 1, 'Random tokens are never alike, and hold at least 128 bits of chance'],
    ['7.3.1', 2, 'A session that nobody uses ends'],
    ['7.3.2', 2, 'Every session ends at last, used or not'],
    ['7.4.1', 1, 'After a logout, or at its end, a session is good for nothing'],
  ]),
  ...open([
    ['7.4.2', 1, 'The sessions of an account end with the account'],
    ['7.4.3', 2, 'Whoever changes a factor can end all other sessions'],
    ['7.4.5', 2, 'Administrators can end the sessions of one user, or of all'],
    ['7.5.1', 2, 'Details that a login rests on change only after a fresh login'],
    ['7.5.2', 2, 'Users see their sessions, and can end them'],
  ]),
  ...notAutomatable('business', [['7.5.3', 3, 'Very sensitive actions ask for another proof']]),
  ...organisation('document', [
    ['7.1.1', 2, 'It is written down when sessions end, and why then'],
    ['7.1.2', 2, 'It is written down how many sessions an account may have at once'],
    ['7.1.3', 2, 'Systems that share logins are written down, and how sessions end in them'],
  ]),
  ...outOfScope('pages', [['7.4.4', 2, 'The way to log out is easy to find']]),
  ...outOfScope('providers', [
    ['7.6.1', 2, 'Sessions here and at the provider end in the way that is written down'],
    ['7.6.2', 2, 'No session begins without the will of its user'],
  ]),
];
