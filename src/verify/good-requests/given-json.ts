import { isDone } from '../subjects/answered.js';
import type { Client } from '../subjects/client.js';
import type { JsonRoute } from '../subjects/found-routes.js';
import { orRefused } from '../subjects/or-refused.js';
import type { Server } from '../subjects/server.js';
import { Refused } from '../subjects/transport.js';
import { isTable } from '../../parsed-json.js';
import { loginFor, type GoodRequests } from './good-requests.js';
import { mistakeOf, type Mistake } from './mistakes.js';

export interface GivenJson {
  readonly routes: readonly JsonRoute[];
  /** Requests of the file that are not answered as good ones. */
  readonly mistakes: readonly Mistake[];
}

/** On a stranger's server fewer routes are asked, since each is asked many times. */
const mostRoutes = { passive: 0, active: 3, 'own-boot': 8 } as const;

/** The routes of rampart.probes.json that take JSON: each is tried once. */
export async function givenJson(server: Server, client: Client, given: GoodRequests): Promise<GivenJson> {
  const routes: JsonRoute[] = [];
  const mistakes: Mistake[] = [];
  for (const request of given.requests) {
    const { json, ask } = request;
    if (!isTable(json) || routes.length >= mostRoutes[server.mode]) continue;
    const login = ask.login ?? loginFor(given, ask);
    const reply = await orRefused(client.request({ ...ask, ...(login === undefined ? {} : { login }) }));
    if (reply instanceof Refused) continue;
    const mistake = mistakeOf(request, reply, login);
    if (mistake !== undefined) mistakes.push(mistake);
    if (!isDone(reply.status)) continue;
    const { 'content-type': _, ...headers } = ask.headers ?? {};
    routes.push({
      method: ask.method,
      path: ask.path,
      sample: json,
      ...(Object.keys(headers).length === 0 ? {} : { headers }),
      ...(login === undefined ? {} : { login }),
      ...(ask.made === undefined ? {} : { made: ask.made }),
    });
  }
  return { routes, mistakes };
}
