import { isDone, answerWords } from '../subjects/answered.js';
import type { Client } from '../subjects/client.js';
import type { JsonRoute } from '../subjects/found-routes.js';
import type { Server } from '../subjects/server.js';
import { Refused, refusedIn } from '../subjects/transport.js';

/** The positive control: a path that works for this very client, or why no refusal would mean anything. */
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
  { readonly ok: string; readonly json: JsonRoute; readonly unsure: '' } | { readonly unsure: string };

/** The same with a route that takes JSON. Throws Refused where no body may be sent. */
export async function jsonFootingOf(server: Server, client: Client): Promise<JsonFooting> {
  const refusal = server.refusal({ method: 'POST', path: '/', body: '{}' });
  if (refusal !== undefined) throw new Refused('not-assessed', refusedIn(server.mode, refusal));
  const { json, noJson } = await server.routes();
  if (json === undefined) return { unsure: noJson };
  const footing = await footingOf(server, client);
  return 'ok' in footing ? { ...footing, json } : footing;
}

/** How the route that worked is answered when all is over. */
export interface After {
  /**
   * 'gone': what was sent has ended it (see whoEndedIt). 'unclear': a limiter answers, somebody has had
   * enough of us, or it ended otherwise.
   */
  readonly state: 'well' | 'gone' | 'unclear';
  readonly said: string;
}

export const well: After = { state: 'well', said: '' };

/**
 * Else what came between may have been answered by a dying server, or by one that bans. A boot of ours bans
 * nobody.
 */
export async function stillStands(server: Server, client: Client, ok: string): Promise<After> {
  const reply = await client.request({ path: ok });
  if (isDone(reply.status)) return well;
  const state = reply.status === 0 && server.kind === 'booted' ? 'gone' : 'unclear';
  const ending = state === 'gone' ? server.others.ending() : '';
  return { state, said: `at the end GET ${ok}: ${answerWords(reply)}${ending === '' ? '' : `; ${ending}`}` };
}

/** A route that refuses every unknown query would refuse the false Host for the wrong reason. */
export async function worksApart(server: Server, client: Client, ok: string): Promise<string> {
  if (server.apart(ok) === ok) return '';
  const reply = await client.request({ path: server.apart(ok) });
  if (isDone(reply.status)) return '';
  return (
    `GET ${ok} with a query of our own: ${answerWords(reply)}; ` +
    'without one a cache could serve the answer to others'
  );
}
