import type { IncomingMessage, Server } from 'node:http';

/**
 * Where a target has no path that it can find, Express's router answers with a page of its own, before any
 * middleware, or throws. It gets one that it can read, and middleware counts, logs and refuses all that
 * comes. What came stays in `originalUrl`.
 */
export function makeReadable(server: Server): void {
  server.prependListener('request', (req: IncomingMessage & { originalUrl?: string }) => {
    const { url = '' } = req;
    if (url.startsWith('/')) return;
    const whole = /^https?:\/\//i.test(url) ? URL.parse(url) : null; // as proxies are asked
    req.originalUrl = url;
    req.url = whole === null ? '/.unreadable' : whole.pathname + whole.search;
  });
}
