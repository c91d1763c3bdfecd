import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { claimsHttps, hsts } from './headers.js';
import { closeInOrder } from './http-timeouts+in-order.js';
import { takeInTurn } from './http-timeouts+in-turn.js';
import { cutOffUnread } from './http-timeouts+unread.js';
import { answerRaw, type RawRefusal } from './http-strict.js';
import type { ProblemCode } from './problem.js';
import { Allow } from './requests.js';

export { closeInOrder } from './http-timeouts+in-order.js';
export { takeInTurn } from './http-timeouts+in-turn.js';
export { cutOffUnread } from './http-timeouts+unread.js';

// No library: Node begins all requests of a connection at once, and keeps each answer until its client reads it.

/**
 * For createServer: how long a client may take (milliseconds), and how large the head of a request may be
 * (bytes).
 */
export const clientLimits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000, // how often Node checks these two; its default is 30 s
  maxHeaderSize: 16 * 1024,
};

/**
 * When the rest of a request turns out to be broken, its handler has these milliseconds to answer first: it
 * knows more about the request.
 */
const handlersTime = 100;

/** Call before the server listens, or in the same tick. */
export function limitConnections(server: Server, config: { readonly KEEP_ALIVE_SECONDS: number }): void {
  Object.assign(server, clientLimits); // for servers of app.listen(), which takes no options
  // Longer than the proxy in front keeps connections: else it may send a request just as the connection closes.
  server.keepAliveTimeout = config.KEEP_ALIVE_SECONDS * 1000;
  server.timeout = 120_000; // time without a byte in either direction: some clients never read the answer
  server.maxConnections = 10_000;
  const lastOf = takeInTurn(server);
  closeInOrder(server, (socket) => lastOf(socket).latest);
  cutOffUnread(server);
  server.on('checkExpectation', (req, res) => server.emit('request', req, res)); // Node's own 417 lacks the headers
  // A second listener, such as Fastify's own, would send a second answer.
  server.removeAllListeners('clientError').on('clientError', (error: ClientError, socket: Socket) => {
    const { res, turn } = lastOf(socket);
    const refuse = (counting: 'count' | 'counted') => (): void => {
      if (counting === 'counted' && res?.headersSent)
        socket.destroySoon(); // it already has an answer
      else void answerRaw(server, socket, refusalOf(error), counting);
    };
    const isInVain = error.code === 'ECONNRESET' || !socket.writable;
    if (isInVain || (turn === 'waiting' && !res?.req.complete)) socket.destroy();
    else if (res && !res.req.complete)
      setTimeout(refuse('counted'), handlersTime); // its handler may answer first
    else if (res && !res.writableEnded)
      res.once('finish', refuse('count')); // the answer before it comes first
    else refuse('count')();
  });
  // Without a listener Node closes a CONNECT without an answer.
  server.on('connect', ({ headers }, socket) => {
    const why = { rule: 'CONNECT is for proxies' };
    const more = { Allow, ...(claimsHttps(headers) ? Object.fromEntries([hsts]) : {}) };
    void answerRaw(server, socket as Socket, { code: 'method_not_allowed', why, headers: more });
  });
}

interface ClientError extends NodeJS.ErrnoException {
  readonly rawPacket?: Buffer;
}

function refusalOf({ code = '', name, rawPacket }: ClientError): RawRefusal {
  const isHttps = /^x-forwarded-proto:[ \t]*https[ \t]*$/im.test(rawPacket?.toString('latin1') ?? '');
  const headers = isHttps ? Object.fromEntries([hsts]) : {};
  return { code: problems[code] ?? 'bad_request', why: { rule: `the parser: ${code || name}` }, headers };
}

const problems: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
};
