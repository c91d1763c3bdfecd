import { isDone, answerWords } from '../subjects/answered.js';
import type { Client } from '../subjects/client.js';
import type { JsonRoute } from '../subjects/found-routes.js';
import type { Server } from '../subjects/server.js';
import type { Mistake } from '../good-requests/mistakes.js';
import { Refused, refusedIn } from '../subjects/transport.js';

/** The positive control: a path that works for this client, or why a refusal would prove nothing. */
export type Footing = { readonly ok: string; readonly unsure: '' } | { readonly unsure: string };

export async function footingOf(server: Server, client: Client): Promise<Footing> {
  const { ok, because } = await server.routes();
  if (ok === undefined) return { unsure: because };
  const reply = await client.request({ path: ok });
  return isDone(reply.status)
    ? { ok, unsure: '' }
    : { unsure: `GET ${ok} worked, and now: ${server.others.ending() || answerWords(reply)}` };
}

export type JsonFooting =
  | {
      readonly ok: string;
      readonly json: JsonRoute;
      /** All routes that take JSON, those of rampart.probes.json included. */
      readonly jsons: readonly JsonRoute[];
      readonly mistakes: readonly Mistake[];
      readonly unsure: '';
    }
  | { readonly unsure: string };

/** The same for a route that takes JSON. Throws Refused if no body may be sent, or none is known. */
export async function jsonFootingOf(server: Server, client: Client): Promise<JsonFooting> {
  const refusal = server.refusal({ method: 'POST', path: '/', body: '{}' });
  if (refusal !== undefined) throw new Refused('not-assessed', refusedIn(server.mode, refusal));
  const { jsons, mistakes, noJson, addJson } = await server.routes();
  const [json] = jsons;
  if (json === undefined) {
    const { because, ...advice } = mistakes[0] ?? { because: noJson, ...(addJson && { add: addJson }) };
    throw new Refused('inconclusive', because, advice);
  }
  const footing = await footingOf(server, client);
  return 'ok' in footing ? { ...footing, json, jsons, mistakes } : footing;
}

/** What was sent, and where, if it is not the first of the routes. */
export const whatIn = (jsons: readonly JsonRoute[], route: JsonRoute, what: string): string =>
  route === jsons[0] ? what : `${route.method} ${route.path}: ${what}`;

/** How the working route is answered at the end. */
export interface After {
  /**
   * 'gone': our requests ended the process (see whoEndedIt). 'unclear': a limiter answers, we were blocked,
   * or it ended for another reason.
   */
  readonly state: 'well' | 'gone' | 'unclear';
  readonly said: string;
}

export const well: After = { state: 'well', said: '' };

/**
 * Checks that the service still works. Otherwise the earlier answers may be those of a failing or blocking
 * server. Our own boot blocks nobody.
 */
export async function stillStands(server: Server, client: Client, ok: string): Promise<After> {
  const reply = await client.request({ path: ok });
  if (isDone(reply.status)) return well;
  const state = reply.status === 0 && server.kind === 'booted' ? 'gone' : 'unclear';
  const ending = state === 'gone' ? server.others.ending() : '';
  return { state, said: `at the end GET ${ok}: ${answerWords(reply)}${ending === '' ? '' : `; ${ending}`}` };
}

/**
 * Checks that the route works with an extra query. If it refuses unknown queries, it would refuse the false
 * Host for the wrong reason.
 */
export async function worksApart(server: Server, client: Client, ok: string): Promise<string> {
  if (server.apart(ok) === ok) return '';
  const reply = await client.request({ path: server.apart(ok) });
  if (isDone(reply.status)) return '';
  return (
    `GET ${ok} with a query of our own: ${answerWords(reply)}; ` +
    'without one a cache could serve the answer to others'
  );
}
