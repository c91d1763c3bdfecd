import type { Row } from './row.js';

/** Options of `rampart verify` for signed evidence. */
export const evidenceRows: readonly Row[] = [
  {
    flag: 'evidence',
    key: 'evidence',
    type: 'pairs',
    hint: 'FILE',
    why: 'Counts signed evidence that another machine made of this very commit. May be repeated.',
  },
  {
    flag: 'trust',
    key: 'trust',
    type: 'pairs',
    hint: 'KEY',
    why:
      'With --evidence: an ed25519 public key, a file or a line ' +
      '"ssh-ed25519 ...", besides rampart/trusted-keys in your ' +
      'configuration. Never one of the repository. May be repeated.',
  },
  {
    flag: 'evidence-out',
    key: 'evidence-out',
    type: 'text',
    hint: 'FILE',
    why: 'Writes what this run saw to a file, signed with --sign-key.',
  },
  {
    flag: 'sign-key',
    key: 'sign-key',
    type: 'text',
    hint: 'FILE',
    why: 'An ed25519 private key (PEM or OpenSSH, no passphrase): signs --evidence-out, and the page.',
  },
];
