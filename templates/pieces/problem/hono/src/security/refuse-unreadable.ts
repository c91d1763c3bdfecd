import type { IncomingMessage, RequestListener, Server } from 'node:http';
import { apiHeaders, hsts } from './headers.js';
import { problemBody, problemType, statusOf, type ProblemCode } from './problem.js';

/**
 * @hono/node-server makes a URL of Host and target before any middleware runs, and answers with a bare 400 where it cannot.
 * What it could not read is refused here instead, with a body and all headers.
 */
export function refuseUnreadable(server: Server): void {
  const listeners = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request').on('request', (req, res) => {
    const code = faultOf(req);
    if (code === undefined) {
      for (const listener of listeners) listener.call(server, req, res);
      return;
    }
    for (const [name, value] of [...apiHeaders, hsts]) res.setHeader(name, value);
    res
      .writeHead(statusOf(code), { 'Content-Type': problemType, Connection: 'close' })
      .end(problemBody(code));
  });
}

function faultOf({ url = '', headers: { host = 'localhost' } }: IncomingMessage): ProblemCode | undefined {
  if (plainHost.test(host) && plainTarget.test(url)) return undefined;
  if (!target.test(url)) return 'bad_request';
  if (!url.startsWith('/')) return URL.canParse(url) ? undefined : 'bad_request'; // as proxies are asked: middleware refuses it
  if (!URL.canParse(`http://${host}${url}`)) return 'misdirected_request';
  if (plainHost.test(host)) return undefined;
  const isExact = new URL(`http://${host}`).hostname === host.toLowerCase().replace(/:\d+$/, '');
  return isExact ? undefined : 'misdirected_request'; // user@host, 127.1 and their like
}

/** What node-server takes as it is. */
const plainHost = /^[a-z\d._-]+(?::[1-9]\d{3})?$/;
const plainTarget = /^\/[\w/?=&-]*$/;
/** A path without a backslash, or a whole URL. */
const target = /^(?:\/|https?:\/\/)[^\\?]*(?:\?|$)/;
