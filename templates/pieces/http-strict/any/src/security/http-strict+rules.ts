import type { IncomingMessage } from 'node:http';
import { isPlainTarget } from './http-strict+targets.js';
import type { ProblemCode, ProblemDetails } from './problem.js';
import { Allow, hasBody, isHealthPath, methods, targetOf } from './requests.js';

const loopback = ['localhost', '127.0.0.1', '[::1]'];
const closing = { Connection: 'close' };

export interface Refusal extends ProblemDetails {
  readonly code: ProblemCode;
}
/** Node silently drops headers after the thousandth; a length, a coding or a proxy's header could be among them. */
const mostHeaders = 200;
const malformed = (rule: string): Refusal => ({ code: 'bad_request', headers: closing, why: { rule } });
const oddVersion = malformed('an HTTP version other than 1.0 and 1.1');
const manyHeaders: Refusal = {
  code: 'headers_too_large',
  headers: closing,
  why: { rule: `more than ${mostHeaders} headers` },
};
const twoHosts = malformed('more than one Host header');
const noHost = malformed('no Host header');
const twoTypes = malformed('more than one Content-Type header');
const oddCoding = malformed('a Transfer-Encoding that is not just chunked');
const oldCoding = malformed('a Transfer-Encoding in HTTP/1.0, which has none');
const bodyOfGet = malformed('a body where none has a meaning');
const oddTarget = malformed('a path that can be read in two ways');
const wrongMethod: Refusal = {
  code: 'method_not_allowed',
  headers: { Allow },
  why: { rule: 'a method that no path has' },
};

/** Finds requests that two parsers could read in different ways, and requests for another host. */
export function strictRules(config: { readonly NODE_ENV: string; readonly PUBLIC_ORIGIN: string }) {
  const { host } = new URL(config.PUBLIC_ORIGIN);
  const isOurs = (given: string): boolean => {
    if (given === host) return true;
    const name = given.toLowerCase();
    if (config.NODE_ENV !== 'production' && loopback.includes(name.replace(/:\d{1,5}$/, ''))) return true;
    return name.replace(/:443$/, '') === host;
  };
  return (req: IncomingMessage): Refusal | undefined => {
    const { method = '', rawHeaders, headers, httpVersion } = req;
    const target = targetOf(req);
    const hosts = valuesOf(rawHeaders, 'host');
    if (httpVersion !== '1.1' && httpVersion !== '1.0') return oddVersion;
    if (rawHeaders.length > 2 * mostHeaders) return manyHeaders;
    // Node keeps the first of two Host headers (RFC 9112 3.2).
    if (hosts.length > 1) return twoHosts;
    if (valuesOf(rawHeaders, 'content-type').length > 1) return twoTypes;
    if (!isPlainTarget(target)) return oddTarget;
    // With any other coding Node reads to the end of the connection, which may never come.
    if ((headers['transfer-encoding'] ?? 'chunked').toLowerCase() !== 'chunked') return oddCoding;
    // A proxy that knows only HTTP/1.0 does not see where such a body ends (RFC 9112 6.1).
    if (httpVersion === '1.0' && headers['transfer-encoding'] !== undefined) return oldCoding;
    if ((method === 'GET' || method === 'HEAD') && hasBody(headers)) return bodyOfGet;
    if (!methods.includes(method)) return wrongMethod;
    const [given] = hosts;
    if (given === undefined && httpVersion !== '1.0') return noHost;
    if (isHealthPath(target)) return undefined;
    if (given === undefined) return noHost;
    return isOurs(given) ? undefined : foreign(given);
  };

  function foreign(given: string): Refusal {
    const why = { rule: `PUBLIC_ORIGIN names another Host, ${host}`, host: given };
    return { code: 'misdirected_request', headers: closing, why };
  }
}

/** From the raw headers: of two equal headers Node keeps only the first. */
function valuesOf(rawHeaders: readonly string[], name: string): readonly string[] {
  const values: string[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const each = rawHeaders[index] ?? '';
    if (each.length === name.length && each.toLowerCase() === name) values.push(rawHeaders[index + 1] ?? '');
  }
  return values;
}
