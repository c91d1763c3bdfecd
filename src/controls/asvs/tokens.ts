import type { Requirement } from '../../define/requirement.js';
import { planned } from './rows.js';

/** Chapter 9. */
export const tokens: readonly Requirement[] = [
  ...planned('auth', [
    ['9.1.1', 1, 'Nothing in a token is believed before its signature is checked'],
    ['9.1.2', 1, 'Tokens are signed by listed algorithms, and "none" is not on the list'],
    ['9.1.3', 1, 'Keys for tokens come from the settings, never from the token'],
    ['9.2.2', 2, 'A token counts only for what it was made for'],
    ['9.2.3', 2, 'A token counts only at the service that it was made for'],
    ['9.2.4', 2, 'Where one key signs for several services, each token names its own'],
  ]),
  ...planned('jwt-lifetime', [['9.2.1', 1, 'A token counts only within its time']]),
];
