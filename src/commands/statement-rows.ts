import type { Row } from './row.js';

const text = (flag: string, hint: string, why: string): Row => ({ flag, key: flag, type: 'text', hint, why });

const common: readonly Row[] = [
  text('by', 'PERSON', 'Who says so: a name, and how to reach them.'),
  text('until', 'DAY', 'The last day on which it counts, as 2026-12-31. Else as long as it may.'),
  text('environment', 'NAME', 'development, staging or production. Else production.'),
  text(
    'sign-key',
    'FILE',
    'An ed25519 private key (PEM or OpenSSH, no passphrase): signs it, so that it travels.',
  ),
  text(
    'out',
    'FILE',
    'With --sign-key: where the signed statement is written, for "rampart verify --evidence".',
  ),
  text('dir', 'FOLDER', 'The folder of the service; else the current one.'),
];

/** Options of `rampart attest`. */
export const attestRows: readonly Row[] = [
  ...common,
  text('seen', 'FILE', 'What shows it: a log, a ticket, a screenshot. Only its digest is kept.'),
  text('because', 'TEXT', 'A note for the reader.'),
];

/** Options of `rampart waive`. */
export const waiveRows: readonly Row[] = [
  ...common,
  text('because', 'TEXT', 'Why what is open is accepted, and what makes up for it.'),
];
