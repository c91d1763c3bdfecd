/** Part of the guard: refuses connections to other machines that are not allowed, and logs them. */
export const connectText = String.raw`
const isLoopback = (host) =>
  host === '' ||
  /^(?:localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|0|::1?|::ffff:127\.[\d.]+|(?:0+:){7}0*[01])$/i.test(host);
const allowedAt = (host, port) => {
  const isSame = (other) => other === host.toLowerCase() || (isLoopback(other) && isLoopback(host));
  return config.allowed.find((one) => one.port === port && isSame(one.host));
};

/** Whether a process of the boot listens on this port. */
function isOwn(port) {
  if (existsSync(portFile(port))) return true;
  return config.loopback === 'own' && listensHere(port);
}

function movedTo(port) {
  try {
    return config.loopback === 'shared' ? Number(readFileSync(portFile('for-' + port), 'latin1')) : undefined;
  } catch {
    return undefined;
  }
}

function listensHere(port) {
  const end = ':' + port.toString(16).toUpperCase().padStart(4, '0');
  return ['/proc/net/tcp', '/proc/net/tcp6'].some((table) => {
    try {
      return readFileSync(table, 'latin1').split('\n').some((line) => {
        const [, local, , state] = line.trim().split(/\s+/);
        return state === '0A' && local.endsWith(end);
      });
    } catch {
      return false;
    }
  });
}

function isOwnFile(name) {
  if (existsSync(portFile(Buffer.from(name).toString('hex').slice(0, 200)))) return true;
  if (name.startsWith('\0') || name.startsWith('\\\\')) return false;
  const full = path.resolve(name);
  return config.folders.some((folder) => full.startsWith(folder + path.sep));
}

const failure = (code, errno, syscall, facts) => {
  const where = facts.hostname ?? facts.path ?? facts.address + ':' + facts.port;
  return Object.assign(new Error(syscall + ' ' + code + ' ' + where), { errno, code, syscall, ...facts });
};
const refusal = (host, port) =>
  net.isIP(host) || isLoopback(host)
    ? failure('ECONNREFUSED', -111, 'connect', { address: host, port })
    : failure('ENOTFOUND', -3008, 'getaddrinfo', { hostname: host });

/** Returns 'through', another address to connect to, or an error. */
function judge({ path: file, host, port }) {
  if (typeof file === 'string') {
    if (isOwnFile(file)) return 'through';
    refused(file);
    return failure('ECONNREFUSED', -111, 'connect', { path: file, address: file });
  }
  const name = String(host ?? 'localhost').replace(/^\[|\]$/g, '');
  const number = Number(port);
  const allowed = allowedAt(name, number);
  if (allowed !== undefined && config.loopback === 'own' && !isLoopback(name)) return { host: allowed.alias };
  if (allowed !== undefined) return 'through';
  if (isLoopback(name)) {
    const moved = movedTo(number);
    if (moved !== undefined) return { host: loopback, port: moved };
    if (isOwn(number)) return 'through';
    refused('127.0.0.1:' + number);
    return config.loopback === 'own' ? 'through' : refusal(name, number);
  }
  refused(name + ':' + number);
  return refusal(name, number);
}

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  const listed = Array.isArray(args[0]) ? args[0] : args;
  const [first, second] = listed;
  const options =
    typeof first === 'object' && first !== null ? first
    : isPort(first) ? { port: Number(first), ...(typeof second === 'string' ? { host: second } : {}) }
    : { path: first };
  const verdict = judge(options);
  if (verdict === 'through') return Reflect.apply(connect, this, args);
  const callback = listed.filter((one) => typeof one === 'function').at(-1);
  if (!(verdict instanceof Error)) {
    const moved = { ...options, ...verdict, lookup: undefined, family: 4 };
    return Reflect.apply(connect, this, callback === undefined ? [moved] : [moved, callback]);
  }
  if (callback !== undefined) this.once('connect', callback);
  this.connecting = true; // so that data written meanwhile waits, as with a real connection
  process.nextTick(() => this.destroy(verdict));
  return this;
};

function judgeDatagram(socket, host, port) {
  const name = String(host ?? (socket.type === 'udp6' ? '::1' : loopback));
  if (isLoopback(name) && config.loopback === 'own') return undefined;
  if (allowedAt(name, Number(port)) !== undefined) return undefined;
  refused('udp ' + name + ':' + port);
  return refusal(name, Number(port));
}

const send = dgram.Socket.prototype.send;
dgram.Socket.prototype.send = function (...args) {
  const parts = typeof args[2] === 'number' && typeof args[1] === 'number' ? args.slice(3) : args.slice(1);
  const [port, host] = parts;
  const isConnected = isUnset(port) || typeof port === 'function';
  if (isConnected) return Reflect.apply(send, this, args);
  const error = judgeDatagram(this, typeof host === 'string' ? host : undefined, port);
  if (error === undefined) return Reflect.apply(send, this, args);
  const callback = parts.find((one) => typeof one === 'function');
  if (callback !== undefined) process.nextTick(callback, error);
};

const connectDatagrams = dgram.Socket.prototype.connect;
dgram.Socket.prototype.connect = function (port, ...rest) {
  const error = judgeDatagram(this, typeof rest[0] === 'string' ? rest[0] : undefined, port);
  if (error === undefined) return Reflect.apply(connectDatagrams, this, [port, ...rest]);
  const callback = rest.find((one) => typeof one === 'function');
  process.nextTick(() => (callback === undefined ? this.emit('error', error) : callback(error)));
};
`;
