import { RampartError } from '../errors.js';

/** An option with a value that it cannot have. */
export const badValue = (option: string, expected: string, found: string): RampartError =>
  new RampartError('RAMPART_BAD_VALUE', { option, expected, found });
