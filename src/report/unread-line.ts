import type { Report } from './shape.js';

/** '3 were not read: a.ts (it does not parse), ...'; nothing if all was read. */
export const unreadLine = ({ unread: { count, named } }: Pick<Report, 'unread'>): readonly string[] =>
  count === 0
    ? []
    : [
        `${count} ${count === 1 ? 'path was' : 'paths were'} not read: ${named
          .slice(0, shown)
          .map(({ path, why }) => `${path} (${why})`)
          .join(', ')}${count > shown ? ', ...' : ''}`,
      ];

const shown = 5;
