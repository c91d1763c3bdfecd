import type { Routes } from '../subjects/found-routes.js';

/**
 * Routes that take a body and are in no document: the one that worked, and those named in the source or by
 * the user.
 */
export function undescribed(known: readonly Route[], { json: found, operations }: Routes): readonly Route[] {
  const described = operations.map(({ method, template }) => routeKey({ method, path: template }));
  const all = [...(found === undefined ? [] : [found]), ...known]
    .filter(({ method, path }) => /^P(OST|UT|ATCH)$/.test(method) && !path.includes('*'))
    .filter((route) => !described.includes(routeKey(route)));
  const own = [...new Map(all.map((route) => [routeKey(route), route])).values()];
  // The one that worked takes nobody's place.
  return own.slice(0, found === undefined ? most : most + 1);
}

const most = 20;

export interface Route {
  readonly method: string;
  readonly path: string;
  readonly sample?: Readonly<Record<string, unknown>>;
}

/** '/notes/:id' and '/notes/{noteId}' are the same route. */
export const routeKey = ({ method, path }: Route): string =>
  `${method} ${path.replace(/:\w+\??|\{[^}]+\}/g, '{}')}`;
