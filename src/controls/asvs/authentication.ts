import type { Requirement } from '../../define/requirement.js';
import { notAutomatable, open, organisation, outOfScope, planned } from './rows.js';

/** Chapter 6. */
export const authentication: readonly Requirement[] = [
  ...planned('auth', [
    ['6.2.1', 1, 'Short passwords are refused: eight characters are the least'],
    ['6.2.4', 1, 'New passwords are compared with at least 3000 common ones'],
    ['6.2.5', 1, 'No rule asks for certain kinds of characters'],
    ['6.2.8', 1, 'A password is neither cut nor changed before it is compared'],
    ['6.2.9', 2, 'Long passwords are taken: 64 characters and more'],
    ['6.3.1', 1, 'Guessing of passwords is held off, in the way that is written down'],
    ['6.3.2', 1, 'Accounts that everybody knows, such as admin, are gone or off'],
  ]),
  ...open([
    ['6.2.2', 1, 'A user may choose another password'],
    ['6.2.3', 1, 'A new password is taken only together with the old one'],
    ['6.2.10', 2, 'A password ends when it leaks, not on a date'],
    ['6.2.11', 2, 'Listed words of the organisation are refused in passwords'],
    ['6.2.12', 2, 'New passwords are compared with those known from leaks'],
    ['6.3.3', 2, 'A login takes more than one factor'],
    ['6.3.5', 3, 'Users are told of logins that look wrong'],
    ['6.3.7', 3, 'Users are told when the details of their login change'],
    ['6.3.8', 3, 'Failed logins do not tell whether an account exists'],
    ['6.4.1', 1, 'First passwords and codes are random, live shortly, and must be replaced'],
    ['6.4.3', 2, 'Whoever forgot the password does not get round the second factor'],
    ['6.4.6', 3, 'Administrators start a reset of a password, and never choose the new one'],
  ]),
  ...notAutomatable('code', [
    ['6.3.4', 2, 'No way to log in is hidden, or weaker than the others'],
    ['6.3.6', 3, 'Mail is no factor of a login'],
    ['6.4.2', 1, 'There are no secret questions, and no hints'],
  ]),
  ...organisation('document', [
    ['6.1.1', 1, 'It is written down what holds off guessing, and how nobody is locked out by it'],
    ['6.1.2', 2, 'Words that make passwords easy to guess here are listed'],
    ['6.1.3', 2, 'All ways to log in are written down, and how strong each must be'],
  ]),
  ...organisation('task', [
    ['6.4.4', 2, 'Whoever lost a factor proves who he is, as at the beginning'],
    ['6.4.5', 3, 'Users are reminded in time before a factor runs out'],
  ]),
  ...outOfScope('pages', [
    ['6.2.6', 1, 'Fields for passwords hide what is typed'],
    ['6.2.7', 1, 'Passwords may be pasted, and filled in by a manager'],
  ]),
  ...outOfScope('factors', [
    ['6.5.1', 2, 'Codes for a login or a recovery work once'],
    ['6.5.2', 2, 'Short recovery codes are stored as slow hashes with salt'],
    ['6.5.3', 2, 'Codes and their seeds come from a secure random source'],
    ['6.5.4', 2, 'Codes hold at least 20 bits of chance'],
    ['6.5.5', 2, 'Codes live for minutes, those by the clock for half of one'],
    ['6.5.6', 3, 'Every factor can be taken back when it is lost'],
    ['6.5.7', 3, 'A finger or a face counts only beside another factor'],
    ['6.5.8', 3, 'Codes by the clock follow the clock of the server'],
    ['6.6.1', 2, 'Codes by phone need a checked number, a better choice beside, and a warning'],
    ['6.6.2', 2, 'A code is good only for the login that it was sent for'],
    ['6.6.3', 2, 'Guessing of codes is limited'],
    ['6.6.4', 3, 'Push messages are limited, so that they wear nobody out'],
    ['6.7.1', 3, 'Nobody can exchange the certificates that logins are checked with'],
    ['6.7.2', 3, 'The challenge of a login is long, and never the same twice'],
  ]),
  ...outOfScope('providers', [
    ['6.8.1', 2, 'A user of one provider cannot pose as a user of another'],
    ['6.8.2', 2, 'Statements of a provider count only with a valid signature'],
    ['6.8.3', 2, 'A SAML statement counts once'],
    ['6.8.4', 2, 'Where it matters, a provider is asked how strong and how fresh a login is'],
  ]),
];
