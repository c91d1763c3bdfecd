import type { RampartError } from '../errors.js';
import type { Exit } from '../exits.js';

/** The document that --json prints for an error. */
export const errorDocument = (error: RampartError, command: string, exit: Exit): object => ({
  command,
  exit,
  outcome: 'error',
  error: {
    code: error.code,
    whose: error.whose,
    message: error.message,
    remedy: error.remedy,
    facts: error.facts,
  },
});
