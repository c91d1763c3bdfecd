import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from './logger.js';
import { stopBeingReady } from '../health/readiness.js';
import { runLastTasks } from './process+last-tasks.js';

// Not http-terminator: it destroys connections without a request at once, and with them requests on their way.

/** Milliseconds in which the service still accepts what clients sent before the signal. */
const grace = 300;
/** Milliseconds that an open connection without a request gets to send the head of one. */
const lastChance = 500;
const interval = 100;
/** Milliseconds that the last tasks get if requests did not end in time. */
const patienceAfterCut = 2000;

const drainTasks: (() => unknown)[] = [];

/** Adds a task to run as soon as the process is told to end, such as closing WebSockets. It is not waited for. */
export function whenDraining(task: () => unknown): void {
  drainTasks.push(task);
}

/**
 * On SIGTERM or SIGINT: answers what was sent before, with "Connection: close"; then ends the process. The
 * function that it returns waits until the last request has ended. Without a signal it does not wait.
 */
export function drainOnSignal(
  server: Server,
  config: { readonly SHUTDOWN_SECONDS: number },
  logger: Logger,
  /** How the framework closes, if it does more than close the server. */
  close: (done: () => void) => void = (done) => server.close(done),
): () => Promise<void> {
  let draining: Promise<void> | undefined;
  const running = new Set<ServerResponse>();
  const sockets = new Set<Socket>();
  function release(this: ServerResponse): void {
    running.delete(this);
  }
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.prependListener('request', (_req, res) => {
    running.add(res);
    res.on('close', release); // one shared listener is cheaper than one for each response
    if (draining) res.shouldKeepAlive = false;
  });
  const run = async (task: () => unknown): Promise<void> => {
    try {
      await task();
    } catch (err) {
      logger.error({ event: 'sys_shutdown', err }, 'a task of the shutdown failed'); // the others and the close go on
    }
  };
  const drain = async (signal: string): Promise<void> => {
    logger.warn({ event: 'sys_shutdown', signal }, 'draining');
    const closed = { yet: false };
    setTimeout(() => {
      logger.error({ event: 'sys_shutdown' }, 'requests were cut off');
      process.exitCode = 1;
      setTimeout(() => process.exit(1), patienceAfterCut);
      for (const socket of sockets) socket.destroy();
      running.clear();
      closed.yet = true; // the last tasks are next
    }, config.SHUTDOWN_SECONDS * 1000);
    stopBeingReady();
    for (const task of drainTasks) void run(task);
    for (const res of running) res.shouldKeepAlive = false; // no effect on answers whose head is sent
    await sleep(grace);
    await turn(); // even when busy, accepts the clients that have connected by now,
    await turn(); // and reads what they have sent
    // Node takes a connection for idle when the whole answer is handed over, though much of it may still be unread.
    const closeIdle = server.closeIdleConnections.bind(server);
    server.closeIdleConnections = () => {
      if (![...running].some((res) => res.writableEnded)) closeIdle();
    };
    close(() => (closed.yet = true)); // calls back at once if the server was closed elsewhere while requests run
    for (let waited = 0; !closed.yet || running.size > 0; waited += interval) {
      // These connections have sent nothing or half a head, or were upgraded: Node does not count them as idle.
      if (running.size === 0 && waited >= lastChance) for (const socket of sockets) socket.destroy();
      else server.closeIdleConnections();
      await sleep(interval);
    }
  };
  const once = (signal: string): void => {
    if (draining) return;
    draining = drain(signal);
    void draining.then(runLastTasks).then(() => process.exit()); // exits with process.exitCode, which a crash sets
  };
  process.on('SIGTERM', once).on('SIGINT', once);
  server.once('close', () => {
    // the server was closed without a signal, as tests do
    if (!draining) process.off('SIGTERM', once).off('SIGINT', once);
  });
  return () => draining ?? Promise.resolve();
}
