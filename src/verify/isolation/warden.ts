/**
 * Runs beside the service, inside its walls: starts it, passes on signals, and hands us sockets. The text of
 * a CommonJS module, because it runs alone. When its channel to us closes, it ends with all that it started.
 */
export const wardenText = String.raw`'use strict';
const { spawn, spawnSync } = require('node:child_process');
const { readdirSync, readFileSync } = require('node:fs');
const net = require('node:net');
const { sweep, watch } = require('./sweep.cjs');

const [mark, walls] = process.argv.slice(2); // walls: 'namespace' | 'none'
const lent = new Set();
const groups = [];
const watched = watch({ mark, groups, spare: [process.pid, process.ppid] });
let child;

const tell = (message, handle, then) => {
  if (process.connected) process.send(message, handle, {}, then ?? (() => undefined));
};

const orders = {
  start({ command, args, cwd, env }) {
    const stdio = ['ignore', 'inherit', 'inherit'];
    child = spawn(command, args, { cwd, env, stdio, detached: process.platform !== 'win32' });
    if (child.pid !== undefined) groups.push(child.pid);
    const ended = (code) => tell({ what: 'ended', code }, undefined, leaveWhenAlone);
    child.once('exit', (code) => ended(code === null ? 'signal' : code));
    child.once('error', () => child.pid === undefined && ended(127));
    // So that orphans are recognised.
    if (walls === 'none') setInterval(watched.look, process.platform === 'linux' ? 400 : 2000).unref();
  },
  signal({ name }) {
    child?.kill(name);
  },
  /** Hands out a connected socket. Its data does not pass through here. */
  dial({ id, port, from, host = '127.0.0.1' }) {
    const socket = net.connect({ host, port, localAddress: from, allowHalfOpen: true });
    socket.pause();
    const failed = ({ code }) => {
      if (host !== '::1' && code === 'ECONNREFUSED') orders.dial({ id, port, host: '::1' });
      else tell({ what: 'dialled', id, code });
    };
    socket.once('error', failed);
    socket.once('connect', () => {
      socket.off('error', failed).on('error', () => undefined);
      tell({ what: 'dialled', id }, socket);
    });
  },
  /** Opens a port inside whose callers are answered from outside. */
  lend({ id, host, port }) {
    const server = net.createServer({ pauseOnConnect: true });
    server.once('error', ({ code }) => tell({ what: 'lent', id, code }));
    server.listen(port, host, () => {
      lent.add(port);
      tell({ what: 'lent', id }, server, () => server.close());
    });
  },
  ports({ id }) {
    tell({ what: 'ports', id, ports: [...new Set(listening())].filter((port) => !lent.has(port)) });
  },
  end() {
    end();
  },
};

process.on('message', (order) => orders[order.order](order));
process.on('disconnect', end);
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, end);
tell({ what: 'ready' });

function end() {
  if (process.platform === 'win32' && child?.pid !== undefined)
    spawnSync('taskkill', ['/T', '/F', '/PID', String(child.pid)], { stdio: 'ignore' });
  sweep(walls === 'none' ? watched : { look: others });
  process.exit();
}

/** After the service has ended, its children may still write and serve. */
function leaveWhenAlone() {
  const alone = (walls === 'none' ? watched.look() : others()).length === 0;
  if (alone) process.exit();
  setTimeout(leaveWhenAlone, 150);
}

/** In a process namespace all processes belong to the service, except the first one and this one. */
function others() {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number);
  return all.filter((pid) => pid > 1 && pid !== process.pid && lives(pid));
}

function lives(pid) {
  try {
    const stat = readFileSync('/proc/' + pid + '/stat', 'latin1');
    return stat[stat.lastIndexOf(')') + 2] !== 'Z';
  } catch {
    return false;
  }
}

/** In a network namespace every listening port belongs to the service. */
function listening() {
  if (walls === 'none') return [];
  return ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((path) => {
    try {
      const rows = readFileSync(path, 'latin1').split('\n').slice(1).map((line) => line.trim().split(/\s+/));
      const open = rows.filter(([, , , state]) => state === '0A');
      return open.map(([, local]) => parseInt(local.slice(local.lastIndexOf(':') + 1), 16));
    } catch {
      return [];
    }
  });
}
`;
