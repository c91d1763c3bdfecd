import type { Exit } from './exits.js';

/** What an error says, whose fault it is, and what mends it. */
export interface ErrorKind {
  readonly exit: Exit;
  readonly whose: 'yours' | 'ours' | 'the machine';
  readonly message: (facts: Readonly<Record<string, string>>) => string;
  readonly remedy: (facts: Readonly<Record<string, string>>) => string;
}
