/**
 * Part of the guard: every port is opened on loopback, whatever address was asked for. Files and handles are
 * unchanged.
 */
export const listenText = String.raw`
const net = require('node:net');
const dgram = require('node:dgram');
const loopback = '127.0.0.1';
const isUnset = (value) => value === undefined || value === null;
const isPort = (value) =>
  typeof value === 'number' || (typeof value === 'string' && value.trim() !== '' && Number(value) >= 0);

/**
 * The address for a bind. A service may bind IPv4 and IPv6 separately: the second must not take the place of
 * the first.
 */
const placeOf = ({ host, ipv6Only }) => (host === '::1' || (host === '::' && ipv6Only === true) ? '::1' : loopback);

function onLoopback(args) {
  const [first] = args;
  const callback = args.filter((one) => typeof one === 'function').at(-1);
  const after = callback === undefined ? [] : [callback];
  if (isUnset(first) || typeof first === 'function') return [{ port: 0, host: loopback }, ...after];
  if (isPort(first)) {
    const backlog = args.slice(1).find((one) => typeof one === 'number');
    const where = { port: Number(first), host: placeOf({ host: args[1] }) };
    return [backlog === undefined ? where : { ...where, backlog }, ...after];
  }
  if (typeof first !== 'object' || !('port' in first) || first.path !== undefined || first.fd >= 0) return args;
  return [{ ...first, host: placeOf(first) }, ...args.slice(1)];
}

/** On a shared loopback a fixed port may be taken, so another one replaces it. */
const standsFor = (port) => config.loopback === 'shared' && port !== 0 && port !== config.port;

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (...args) {
  const [where, ...rest] = onLoopback(args);
  const asked = typeof where === 'object' && where !== null && isPort(where.port) ? Number(where.port) : undefined;
  const moved = asked !== undefined && standsFor(asked);
  this.prependOnceListener('listening', () => {
    const address = this.address();
    if (address === null) return;
    keep(typeof address === 'string' ? Buffer.from(address).toString('hex').slice(0, 200) : address.port, process.pid);
    if (moved) keep('for-' + asked, address.port);
  });
  return Reflect.apply(listen, this, [moved ? { ...where, port: 0 } : where, ...rest]);
};

const bind = dgram.Socket.prototype.bind;
dgram.Socket.prototype.bind = function (...args) {
  const address = this.type === 'udp6' ? '::1' : loopback;
  const callback = args.filter((one) => typeof one === 'function').at(-1);
  const after = callback === undefined ? [] : [callback];
  const [first] = args;
  if (typeof first === 'object' && first !== null) {
    if (first.fd >= 0 || typeof first.recvStart === 'function') return Reflect.apply(bind, this, args);
    return Reflect.apply(bind, this, [{ ...first, address }, ...args.slice(1)]);
  }
  return Reflect.apply(bind, this, [{ port: isPort(first) ? Number(first) : 0, address }, ...after]);
};
`;
