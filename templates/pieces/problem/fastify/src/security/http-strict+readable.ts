import { METHODS, type Server } from 'node:http';

/**
 * Fastify answers methods that are not in Node's list, such as PRI of HTTP/2, without any hook. Turned into
 * TRACE, they reach the hooks and are refused.
 */
export function makeReadable(server: Server): void {
  server.prependListener('request', (req) => {
    if (!METHODS.includes(req.method ?? '')) req.method = 'TRACE';
  });
}
