import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { runLastTasks } from './last-tasks.js';
import type { Logger } from './logger.js';
import { stopBeingReady } from './readiness.js';

/** Milliseconds in which what was sent before the signal still comes in, over new connections and over open ones. */
const grace = 300;
/** Milliseconds for the head of a request to come, where a connection was open and nothing had come yet. */
const lastChance = 500;
const interval = 100;

const tasks: (() => void)[] = [];

/** Adds what must be done as soon as the process is told to end, such as saying goodbye to WebSockets. */
export function whenDraining(task: () => void): void {
  tasks.push(task);
}

/**
 * On SIGTERM or SIGINT: what was sent before gets its answer, and hears that the connection closes; then
 * the process ends. What it returns is over when the last request is; at once while there was no signal.
 */
export function drainOnSignal(
  server: Server,
  config: { readonly SHUTDOWN_SECONDS: number },
  logger: Logger,
  /** Where a framework does more than that, its own way to close. */
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
    res.on('close', release); // it comes once: a listener for all is cheaper than one for each
    if (draining) res.shouldKeepAlive = false;
  });
  const drain = async (signal: string): Promise<void> => {
    logger.warn({ event: 'sys_shutdown', signal }, 'draining');
    setTimeout(() => {
      logger.error({ event: 'sys_shutdown' }, 'requests were cut off');
      process.exit(1);
    }, config.SHUTDOWN_SECONDS * 1000);
    stopBeingReady();
    for (const task of tasks) task();
    for (const res of running) res.shouldKeepAlive = false; // has no effect where the head is sent
    await sleep(grace);
    await turn(); // however busy it was: who has connected by now is accepted,
    await turn(); // and what they have sent is read
    let isClosed = false;
    close(() => (isClosed = true)); // at once where somebody else has closed it, while requests run
    for (let waited = 0; !isClosed || running.size > 0; waited += interval) {
      // Over these came nothing yet, or half a head, or they were upgraded: none of them is idle for Node.
      if (running.size === 0 && waited >= lastChance) for (const socket of sockets) socket.destroy();
      else server.closeIdleConnections();
      await sleep(interval);
    }
  };
  const once = (signal: string): void => {
    if (draining) return;
    draining = drain(signal);
    void draining.then(runLastTasks).then(() => process.exit()); // with process.exitCode, which is set after a crash
  };
  process.on('SIGTERM', once).on('SIGINT', once);
  server.once('close', () => {
    if (!draining) process.off('SIGTERM', once).off('SIGINT', once); // closed by hand, as tests do
  });
  return () => draining ?? Promise.resolve();
}
