import type { IncomingMessage, Server } from 'node:http';
import { onNode } from './hono.js';
import { answerProblem, type ProblemCode } from './problem.js';
import { isHealthPath } from './requests.js';

const unreadable = new WeakMap<IncomingMessage, ProblemCode>();

/** Refuses requests that makeReadable had to change. Runs after all other middleware. */
export const refuseUnreadable = onNode((c, next) => {
  const code = unreadable.get(c.env.incoming);
  return code === undefined ? next() : answerProblem(c, code, { headers: { Connection: 'close' } });
});

/**
 * @hono/node-server makes a URL of Host and target before any middleware runs, and answers with a bare 400
 * where it cannot. This gives it values that it can read, so that middleware counts, logs and refuses the
 * request. The originals stay in `originalUrl` and `rawHeaders`.
 */
export function makeReadable(server: Server): void {
  server.prependListener('request', (req: IncomingMessage & { originalUrl?: string }) => {
    const { url = '', headers } = req;
    const { host } = headers;
    if (host === undefined || !(usualHost.test(host) || isHost(host))) {
      headers.host = 'localhost';
      if (host !== undefined && !isHealthPath(url)) unreadable.set(req, 'misdirected_request');
    }
    if (usualTarget.test(url) || isTarget(url)) return;
    unreadable.set(req, 'bad_request');
    req.originalUrl = url;
    req.url = '/';
  });
}

/** Hosts that node-server takes unchanged. */
const usualHost = /^[a-z\d._-]+(?::[1-9]\d{3})?$/;
const usualTarget = /^\/[\w/?=&-]*$/;

/** Refuses user@host, 127.1 and others that a URL turns into another host. */
function isHost(given: string): boolean {
  const url = URL.parse(`http://${given}`);
  return url !== null && url.hostname === given.toLowerCase().replace(/:\d+$/, '');
}

/** A path without a backslash, or a whole URL, the form that clients send to proxies. */
const isTarget = (url: string): boolean =>
  /^(?:\/|https?:\/\/)[^\\?]*(?:\?|$)/.test(url) &&
  URL.canParse(url.startsWith('/') ? `http://localhost${url}` : url);
