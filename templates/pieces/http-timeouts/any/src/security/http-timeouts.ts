import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { cutOffUnread } from './cut-off-unread.js';
import { rawProblem, type ProblemCode } from './problem.js';
import { takeInTurn } from './take-in-turn.js';

/** For createServer: how long a client may take, in milliseconds, and how large the head of a request may be, in bytes. */
export const clientLimits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 2_000, // how often the first two are looked at; Node's own is 30 s
  maxHeaderSize: 16 * 1024,
};

/** Call before the server listens, or in the same tick. */
export function limitConnections(server: Server): void {
  Object.assign(server, clientLimits); // for servers that app.listen() made, which takes no options
  server.timeout = 120_000; // without a byte either way: a client may ask and never read its answer
  server.maxConnections = 10_000;
  takeInTurn(server);
  cutOffUnread(server);
  server.on('checkExpectation', (req, res) => server.emit('request', req, res)); // Node's own 417 has no headers
  // A second listener, such as Fastify's own, would answer too.
  server.removeAllListeners('clientError').on('clientError', answerClientError);
}

/** Answers on a socket whose request never became one. */
function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
  else socket.end(rawProblem(problems[error.code ?? ''] ?? 'bad_request'), () => socket.destroy());
}

const problems: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
};
