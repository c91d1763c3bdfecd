import { RampartError } from '../errors.js';

/** The error for an option whose value is not allowed. */
export const badValue = (option: string, expected: string, found: string): RampartError =>
  new RampartError('RAMPART_BAD_VALUE', { option, expected, found });
