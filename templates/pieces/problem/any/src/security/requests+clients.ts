import { isIP } from 'node:net';

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
