import { RampartError } from '../errors.js';

/** The folder of a new service has something in it already. */
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
