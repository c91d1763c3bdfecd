import { RampartError } from '../errors.js';
import { TookTooLong, within } from '../stopper.js';

/** Reading and planning are synchronous and have a time limit; Ctrl-C ends them at once. */
export function inTime<T>(root: string, work: () => T): T {
  try {
    return within(longestMs, 'may be killed', work);
  } catch (error) {
    if (!(error instanceof TookTooLong)) throw error;
    throw new RampartError('RAMPART_TOO_LONG', { root, seconds: String(longestMs / 1000) }, { cause: error });
  }
}

const longestMs = 20_000;
