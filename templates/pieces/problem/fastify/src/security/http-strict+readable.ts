import type { Server } from 'node:http';

// Not an import: for that, Node also loads a WebSocket client, which takes 35 ms.
const { METHODS } = process.getBuiltinModule('node:http');

/**
 * Fastify answers methods that are not in Node's list, such as PRI of HTTP/2, without any hook. Turned into
 * TRACE, they reach the hooks and are refused.
 */
export function makeReadable(server: Server): void {
  server.prependListener('request', (req) => {
    if (!METHODS.includes(req.method ?? '')) req.method = 'TRACE';
  });
}
