import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { cutOffUnread } from './cut-off-unread.js';
import { hsts } from './headers.js';
import { claimsHttps } from './https.js';
import { Allow } from './methods.js';
import type { ProblemCode } from './problem.js';
import { answerRaw, type RawRefusal } from './raw-answer.js';
import { takeInTurn } from './take-in-turn.js';

/**
 * For createServer: how long a client may take, in milliseconds, and how large the head of a request may
 * be, in bytes.
 */
export const clientLimits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000, // how often the first two are looked at; Node's own is 30 s
  maxHeaderSize: 16 * 1024,
};

/**
 * Milliseconds for whoever handles a request to answer it, where the rest of it turned out to be broken: it
 * knows more.
 */
const handlersTime = 100;

/** Call before the server listens, or in the same tick. */
export function limitConnections(server: Server, config: { readonly KEEP_ALIVE_SECONDS: number }): void {
  Object.assign(server, clientLimits); // for servers that app.listen() made, which takes no options
  // Longer than whatever is in front keeps them: or it sends a request just when the connection is closed.
  server.keepAliveTimeout = config.KEEP_ALIVE_SECONDS * 1000;
  server.timeout = 120_000; // without a byte either way: a client may ask and never read its answer
  server.maxConnections = 10_000;
  const lastOf = takeInTurn(server);
  cutOffUnread(server);
  server.on('checkExpectation', (req, res) => server.emit('request', req, res)); // Node's own 417 has no headers
  // A second listener, such as Fastify's own, would answer too.
  server.removeAllListeners('clientError').on('clientError', (error: ClientError, socket: Socket) => {
    const { res, turn } = lastOf(socket);
    const refuse = (counting: 'count' | 'counted') => (): void => {
      if (counting === 'counted' && res?.headersSent)
        socket.destroySoon(); // one answer is enough
      else void answerRaw(server, socket, refusalOf(error), counting);
    };
    const isInVain = error.code === 'ECONNRESET' || !socket.writable;
    if (isInVain || (turn === 'waiting' && !res?.req.complete)) socket.destroy();
    else if (res && !res.req.complete)
      setTimeout(refuse('counted'), handlersTime); // of a request that began well
    else if (res && !res.writableEnded)
      res.once('finish', refuse('count')); // its answer comes first
    else refuse('count')();
  });
  // Without a listener Node hangs up on who takes us for a proxy.
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
