import { all } from 'proxy-addr';
import type { TrustProxy } from './env.js';
import type { Logger } from './logger.js';
import { trustedProxy } from './proxy-trust+rule.js';
import type { Middleware } from './requests.js';

/** Finds the client's address and scheme, from the socket and the trusted proxies. */
export function clientAddress(trust: TrustProxy, logger: Logger): Middleware {
  const isTrusted = trustedProxy(trust, logger);
  return (req, _res, next) => {
    const { headers, socket } = req;
    const named = headers['x-forwarded-proto'];
    const isNamed = typeof named === 'string' && isTrusted(socket.remoteAddress ?? '', 0);
    const protocol = isNamed ? named.split(',', 1)[0]?.trim() : 'encrypted' in socket ? 'https' : 'http';
    Object.assign(req, { ip: all(req, isTrusted).at(-1), protocol });
    next();
  };
}
