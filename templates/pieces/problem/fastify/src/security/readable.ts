import { METHODS, type Server } from 'node:http';

/**
 * A method that is not in Node's list, such as PRI of HTTP/2, Fastify answers past all hooks. As TRACE it
 * comes to them, and is refused.
 */
export function makeReadable(server: Server): void {
  server.prependListener('request', (req) => {
    if (!METHODS.includes(req.method ?? '')) req.method = 'TRACE';
  });
}
