import { all } from 'proxy-addr';
import type { TrustProxy } from './env.js';
import { onNode } from './hono.js';
import type { Logger } from './logger.js';
import { trustedProxy } from './proxy-trust+rule.js';

export { trustedProxy } from './proxy-trust+rule.js';

/** Finds the client's address and scheme, from the socket and the trusted proxies. */
export function clientAddress(trust: TrustProxy, logger: Logger) {
  const isTrusted = trustedProxy(trust, logger);
  return onNode((c, next) => {
    const { headers, socket } = c.env.incoming;
    const named = headers['x-forwarded-proto'];
    const isNamed = typeof named === 'string' && isTrusted(socket.remoteAddress ?? '', 0);
    c.set('scheme', isNamed ? named.split(',', 1)[0]?.trim() : 'encrypted' in socket ? 'https' : 'http');
    c.set('client', all(c.env.incoming, isTrusted).at(-1));
    return next();
  });
}
