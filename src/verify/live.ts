import { lookup } from 'node:dns/promises';
import { noOthers } from './subjects/no-others.js';
import { answerWords } from './subjects/answered.js';
import { noGoodRequests, type GoodRequests } from './good-requests/good-requests.js';
import type { Endpoint } from './subjects/exchange.js';
import { openApiOf } from './subjects/openapi.js';
import type { Hints } from './subjects/hints.js';
import { findRoutes } from './subjects/routes.js';
import { connectTo } from './subjects/connect-to.js';
import type { Server } from './subjects/server.js';
import { Refused, type Transport } from './subjects/transport.js';
import type { Trouble } from './trouble.js';

export interface Live {
  readonly url: URL;
  readonly asked: Hints['asked'];
  readonly read: Hints['read'];
  readonly given?: GoodRequests;
  /** Everything is sent through it, to port 80 too. */
  readonly transport: Transport;
}

/**
 * Connects to a running service, or says why it cannot. The name is resolved once, so that all requests go to
 * the same machine.
 */
export async function openLive(
  live: Live,
): Promise<{ readonly server: Server } | { readonly trouble: Trouble }> {
  const { url } = live;
  const name = url.hostname.replace(/^\[|\]$/g, '');
  const transport = url.protocol === 'https:' ? 'tls' : 'plain';
  const port = Number(url.port) || (transport === 'tls' ? 443 : 80);
  try {
    const found = await lookup(name, { all: true });
    const said: string[] = [];
    let last = 'no answer';
    for (const { address } of found.slice(0, mostAddresses)) {
      const endpoint: Endpoint = { host: address, port, transport, name };
      const reply = await live.transport.request(endpoint, {
        path: '/',
        headers: { 'user-agent': 'rampart verify' },
      });
      if (reply.status > 0) return { server: serverAt(endpoint, live) };
      last = answerWords(reply);
      said.push(`${address} port ${port}: ${last}`);
    }
    return { trouble: { of: 'url', because: `nothing answers at ${url.origin}: ${last}`, said } };
  } catch (error) {
    const because = error instanceof Refused ? error.message : `${name} has no address`;
    return {
      trouble: { of: 'url', because, said: [error instanceof Error ? error.message : String(error)] },
    };
  }
}

const mostAddresses = 3;

function serverAt(endpoint: Endpoint, { transport, asked, read, given = noGoodRequests }: Live): Server {
  return connectTo({
    endpoint,
    kind: 'live',
    stance: 'direct',
    transport,
    logins: given.logins,
    others:
      endpoint.transport === 'plain'
        ? noOthers
        : { ...noOthers, plaintext: async () => ({ server: plaintextOf(endpoint, transport) }) },
    findRoutes: (server) => findRoutes(server, { asked, read, given, openapi: () => openApiOf(server) }),
  });
}

/** The address that a browser would use without https. */
function plaintextOf(endpoint: Endpoint, transport: Transport): Server {
  return connectTo({
    endpoint: { ...endpoint, port: 80, transport: 'plain' },
    kind: 'live',
    stance: 'direct',
    transport,
    others: noOthers,
    findRoutes: async () => noRoutes,
  });
}

const noRoutes = {
  paths: [],
  ok: undefined,
  json: undefined,
  jsons: [],
  mistakes: [],
  operations: [],
  document: undefined,
  because: 'plaintext has no routes of its own',
  noJson: 'plaintext has no routes of its own',
};

export const isLoopback = (url: URL): boolean => /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname);
