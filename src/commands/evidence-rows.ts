import type { Row } from './row.js';

/** Options of `rampart verify` for signed evidence. */
export const evidenceRows: readonly Row[] = [
  {
    flag: 'evidence',
    key: 'evidence',
    type: 'pairs',
    hint: 'FILE',
    why: 'Accepts signed evidence of exactly this commit from another machine. May be repeated.',
  },
  {
    flag: 'trust',
    key: 'trust',
    type: 'pairs',
    hint: 'KEY',
    why: 'With --evidence: an ed25519 public key (a file or a line), besides your trusted-keys. May be repeated.',
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
    why: 'An ed25519 private key (PEM or OpenSSH, no passphrase) that signs --evidence-out and the page.',
  },
];
