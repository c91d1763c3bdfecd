import type { Requirement } from '../../define/requirement.js';
import { notAutomatable, open, organisation, outOfScope, planned } from './rows.js';

/** Chapter 11. */
export const cryptography: readonly Requirement[] = [
  ...planned('auth', [['11.4.2', 2, 'Passwords are stored as slow hashes, with the settings of today']]),
  ...open([
    ['11.1.3', 3, 'A tool finds all places that use cryptography'],
    ['11.2.1', 2, 'Cryptography comes from proven libraries'],
    ['11.2.3', 2, 'Everything cryptographic has a strength of 128 bits or more'],
    ['11.3.1', 1, 'No weak mode, such as ECB, and no weak padding is in use'],
    ['11.3.2', 1, 'Data is encrypted by ciphers and modes that are still recommended'],
    ['11.3.3', 2, 'Encrypted data cannot be changed without notice'],
    ['11.4.1', 1, 'Broken hashes, such as MD5, serve nowhere in cryptography'],
    ['11.4.3', 2, 'Hashes in signatures are long enough'],
    ['11.5.1', 2, 'What nobody may guess is random, by 128 bits, from a secure source'],
  ]),
  ...notAutomatable('code', [
    ['11.2.2', 2, 'Algorithms and keys can be exchanged'],
    ['11.2.4', 3, 'Secrets are compared in the same time, right or wrong'],
    ['11.2.5', 3, 'Cryptography that fails tells an attacker nothing'],
    ['11.3.4', 3, 'No nonce serves twice with one key'],
    ['11.3.5', 3, 'Encryption comes first, and the code that protects it second'],
    ['11.4.4', 2, 'Keys are derived from passwords slowly'],
    ['11.6.1', 2, 'Keys and signatures are made by approved algorithms'],
    ['11.6.2', 3, 'Keys are exchanged by approved algorithms, with safe settings'],
    ['11.7.2', 3, 'Little data lies open while it is worked on, and not for long'],
  ]),
  ...notAutomatable('operation', [['11.7.1', 3, 'Memory with sensitive data in it is encrypted']]),
  ...organisation('document', [
    ['11.1.1', 2, 'A written policy rules the life of keys'],
    ['11.1.2', 2, 'Keys, algorithms and certificates are listed, and what each is for'],
    ['11.1.4', 3, 'The list has a plan for the algorithms to come'],
  ]),
  ...outOfScope('runtime', [['11.5.2', 3, 'The random source holds out when much is asked of it']]),
];
