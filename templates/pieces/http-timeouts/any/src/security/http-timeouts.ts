import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { cutOffUnread } from './cut-off-unread.js';
import { Allow } from './methods.js';
import type { ProblemCode } from './problem.js';
import { answerRaw } from './raw-answer.js';
import { takeInTurn } from './take-in-turn.js';

/** For createServer: how long a client may take, in milliseconds, and how large the head of a request may be, in bytes. */
export const clientLimits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000, // how often the first two are looked at; Node's own is 30 s
  maxHeaderSize: 16 * 1024,
};

/** Call before the server listens, or in the same tick. */
export function limitConnections(server: Server, config: { readonly KEEP_ALIVE_SECONDS: number }): void {
  Object.assign(server, clientLimits); // for servers that app.listen() made, which takes no options
  // Longer than whatever is in front keeps them: or it sends a request just when the connection is closed.
  server.keepAliveTimeout = config.KEEP_ALIVE_SECONDS * 1000;
  server.timeout = 120_000; // without a byte either way: a client may ask and never read its answer
  server.maxConnections = 10_000;
  takeInTurn(server);
  cutOffUnread(server);
  server.on('checkExpectation', (req, res) => server.emit('request', req, res)); // Node's own 417 has no headers
  // A second listener, such as Fastify's own, would answer too.
  server
    .removeAllListeners('clientError')
    .on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
      if (error.code === 'ECONNRESET' || !socket.writable) {
        socket.destroy();
        return;
      }
      const code = problems[error.code ?? ''] ?? 'bad_request';
      void answerRaw(server, socket, { code, why: { rule: `the parser: ${error.code ?? error.name}` } });
    });
  // Without a listener Node hangs up on who takes us for a proxy.
  server.on('connect', (_req, socket) => {
    const why = { rule: 'CONNECT is for proxies' };
    void answerRaw(server, socket as Socket, { code: 'method_not_allowed', why, headers: { Allow } });
  });
}

const problems: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
};
