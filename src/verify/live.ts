import { openApiOf } from './subjects/openapi.js';
import { lookup } from 'node:dns/promises';
import { findRoutes } from './subjects/routes.js';
import type { Hints } from './subjects/routes.js';
import { connectTo } from './subjects/server.js';
import type { Server } from './subjects/server.js';

export interface Live {
  readonly url: URL;
  readonly asked: Hints['asked'];
  readonly read: Hints['read'];
  /** 'writes' only when it was asked for. */
  readonly reach: Server['reach'];
}

/** A running service at an address. Without --active nothing is sent that could change data. */
export async function openLive({ url, asked, read, reach }: Live): Promise<Server> {
  const name = url.hostname.replace(/^\[|\]$/g, '');
  const { address } = await lookup(name);
  const transport = url.protocol === 'https:' ? 'tls' : 'plain';
  const port = Number(url.port) || (transport === 'tls' ? 443 : 80);
  const endpoint = { host: address, port, transport, name } as const;
  const server: Server = connectTo({
    endpoint,
    kind: 'live',
    stance: 'direct',
    reach,
    plaintext: async () => (transport === 'tls' ? plaintextOf(server) : undefined),
    findRoutes: (found) => findRoutes(found, { asked, read, openapi: () => openApiOf(found) }),
  });
  return server;
}

/** Where a browser would go without https. */
function plaintextOf({ endpoint }: Server): Server {
  return connectTo({
    endpoint: { ...endpoint, port: 80, transport: 'plain' },
    kind: 'live',
    stance: 'direct',
    reach: 'reads',
    plaintext: async () => undefined,
    findRoutes: async () => ({ ok: undefined, json: undefined, operations: [], document: undefined }),
  });
}

export const isLoopback = (url: URL): boolean => /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname);
