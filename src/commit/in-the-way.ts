import { RampartError } from '../errors.js';

/** The error for a new service whose folder already has other files. */
export const inTheWay = (root: string, entries: readonly string[]): RampartError =>
  new RampartError('RAMPART_FOLDER_NOT_EMPTY', {
    root,
    entries: summary(entries),
    ...(entries.includes('package.json') && { service: 'there' }),
  });
const summary = (entries: readonly string[]): string =>
  entries.length > 8
    ? `${entries.slice(0, 8).join(', ')} and ${entries.length - 8} more`
    : entries.join(', ');
