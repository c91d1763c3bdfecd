import type { Framework } from '../define/framework.js';
import { unavailablePieces } from '../plan/available-pieces.js';
import type { Lists } from './row.js';

/** What a framework cannot have yet: 'not for Koa 3: cors, rate-limit'. Nothing where it can have every piece. */
export function notFor(framework: Framework, lists: Pick<Lists, 'pieces'>): string | undefined {
  const missing = unavailablePieces(framework, lists).map(({ id }) => id);
  return missing.length === 0 ? undefined : `not for ${framework.title}: ${missing.join(', ')}`;
}

/** The same of every framework that lacks some. */
export const notForAny = (lists: Pick<Lists, 'frameworks' | 'pieces'>): readonly string[] =>
  lists.frameworks.flatMap((framework) => notFor(framework, lists) ?? []);
