import type { IncomingMessage, Server } from 'node:http';

/**
 * If Express's router finds no path in a target, it throws, or answers with its own page before any
 * middleware. This gives it a target that it can read, so that middleware counts, logs and refuses the
 * request. The original stays in `originalUrl`.
 */
export function makeReadable(server: Server): void {
  server.prependListener('request', (req: IncomingMessage & { originalUrl?: string }) => {
    const { url = '' } = req;
    if (url.startsWith('/')) return;
    const whole = /^https?:\/\//i.test(url) ? URL.parse(url) : null; // the form that clients send to proxies
    req.originalUrl = url;
    req.url = whole === null ? '/.unreadable' : whole.pathname + whole.search;
  });
}
