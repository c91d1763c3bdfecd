import type { Routes } from '../subjects/found-routes.js';

/**
 * Routes that take a body and are in no document: the one that worked, and those named in the source or by
 * the user.
 */
export function undescribed(known: readonly Route[], { json: found, operations }: Routes): readonly Route[] {
  const described = operations.map(({ method, template }) => keyOf({ method, path: template }));
  const all = [...(found === undefined ? [] : [found]), ...known]
    .filter(({ method, path }) => /^P(OST|UT|ATCH)$/.test(method) && !path.includes('*'))
    .filter((route) => !described.includes(keyOf(route)));
  return [...new Map(all.map((route) => [keyOf(route), route])).values()].slice(0, 20);
}

export interface Route {
  readonly method: string;
  readonly path: string;
  readonly sample?: Readonly<Record<string, unknown>>;
}

/** '/notes/:id' and '/notes/{noteId}' are the same route. */
const keyOf = ({ method, path }: Route): string => `${method} ${path.replace(/:\w+\??|\{[^}]+\}/g, '{}')}`;
