import type { IncomingMessage } from 'node:http';
import type { ProblemCode } from './problem.js';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const loopback = ['localhost', '127.0.0.1', '[::1]'];

export interface Refusal {
  readonly code: ProblemCode;
  readonly headers: Readonly<Record<string, string>>;
}
const wrongMethod: Refusal = { code: 'method_not_allowed', headers: { Allow: methods.join(', ') } };

/** Finds what two parsers could read in two ways, and requests that are meant for somebody else. */
export function strictRules(config: { readonly NODE_ENV: string; readonly PUBLIC_ORIGIN: string }) {
  const { host } = new URL(config.PUBLIC_ORIGIN);
  const isOurs = (given: string, path: string): boolean => {
    if (given === host) return true;
    const name = given.toLowerCase().replace(/:\d{1,5}$/, '');
    if (loopback.includes(name) && (config.NODE_ENV !== 'production' || isHealthPath(path))) return true;
    if (isAddress(name) && isHealthPath(path)) return true;
    return given.toLowerCase().replace(/:443$/, '') === host;
  };
  return (req: IncomingMessage): Refusal | undefined => {
    const code = faultOf(req, isOurs);
    if (code === undefined) return undefined;
    return code === 'method_not_allowed' ? wrongMethod : { code, headers: { Connection: 'close' } };
  };
}

function faultOf(
  req: IncomingMessage,
  isOurs: (host: string, path: string) => boolean,
): ProblemCode | undefined {
  const { method = '', url = '', rawHeaders, headers } = req;
  let hosts = 0;
  let types = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    if (name.length === 4 && name.toLowerCase() === 'host') hosts += 1;
    if (name.length === 12 && name.toLowerCase() === 'content-type') types += 1;
  }
  if (hosts !== 1) return 'bad_request'; // Node keeps the first of two and says nothing (RFC 9112 3.2)
  if (types > 1) return 'bad_request'; // the same
  if (!methods.includes(method)) return 'method_not_allowed';
  if (!url.startsWith('/') && !(method === 'OPTIONS' && url === '*')) return 'bad_request'; // a proxy's request
  return isOurs(headers.host ?? '', url) ? undefined : 'misdirected_request';
}

/** Load balancers ask for these by address; the answers do not depend on the host. */
const isHealthPath = (path: string): boolean => path === '/livez' || path === '/readyz';
const isAddress = (name: string): boolean => /^(\d{1,3}(\.\d{1,3}){3}|\[[\da-f:.]+\])$/.test(name);
