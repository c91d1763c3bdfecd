import type { Row } from './row.js';

const text = (flag: string, hint: string, why: string): Row => ({ flag, key: flag, type: 'text', hint, why });

const common: readonly Row[] = [
  text('by', 'PERSON', 'Who makes the statement: a name and how to reach them.'),
  text(
    'until',
    'DAY',
    'The last day on which it counts, such as 2026-12-31. By default the longest time allowed.',
  ),
  text('environment', 'NAME', 'development, staging or production. By default production.'),
  text(
    'sign-key',
    'FILE',
    'An ed25519 private key (PEM or OpenSSH, no passphrase) that signs it for other machines.',
  ),
  text(
    'out',
    'FILE',
    'With --sign-key: where the signed statement is written, for "rampart verify --evidence".',
  ),
  text('dir', 'FOLDER', 'The folder of the service; by default the current one.'),
];

export const attestRows: readonly Row[] = [
  ...common,
  text('seen', 'FILE', 'A file that shows it: a log, a ticket, a screenshot. Only its digest is kept.'),
  text('because', 'TEXT', 'A note for the reader.'),
];

export const waiveRows: readonly Row[] = [
  ...common,
  text('because', 'TEXT', 'Why the open part is accepted, and what compensates for it.'),
];
