import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** The requested target as it came. `url` may lack a mount point, or replace a target that no router can read. */
export const targetOf = (req: IncomingMessage & { readonly originalUrl?: string }): string =>
  req.originalUrl ?? req.url ?? '/';

/** Whether the request has a body, by its headers. */
export const hasBody = (headers: IncomingHttpHeaders): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** One client: an IPv4 address, or the /56 of an IPv6 address, the usual size of a customer's network. */
export function clientKey(given = ''): string {
  if (isIP(given) === 4) return given;
  const address = given.replace(portOrMapped, '$1$2$3');
  const family = isIP(address);
  if (family !== 6) return family === 4 ? address : 'unknown'; // everything that is no address counts as one client
  const [left = [], right = []] = address.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const zeros = new Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  const [a = 0, b = 0, c = 0, d = 0] = [...left, ...zeros, ...right].map((group) => parseInt(group, 16));
  return [a, b, c, d & 0xff00].map((group) => group.toString(16)).join(':');
}

/** Forms that some proxies write: 192.0.2.1:4711, [2001:db8::1]:4711, ::ffff:192.0.2.1. The port is dropped. */
const portOrMapped = /^(?:\[([^\]]+)\](?::\d+)?|([\d.]+):\d+|::ffff:([\d.]+))$/i;

/** Paths of health checks. They may come over plain HTTP and are not counted: the answers reveal nothing. */
export const isHealthPath = (target: string): boolean => healthTarget.test(target);
const healthTarget = /^\/(?:livez|readyz)(?:\?|$)/;

/** The methods that paths of this service may have. Others, such as TRACE and CONNECT, are refused everywhere. */
export const methods: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** The value of the Allow header. */
export const Allow = methods.join(', ');
