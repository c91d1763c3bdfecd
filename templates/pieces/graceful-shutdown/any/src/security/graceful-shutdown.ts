import type { Server } from 'node:http';
import { runLastTasks } from './last-tasks.js';
import type { Logger } from './logger.js';
import { stopBeingReady } from './readiness.js';

/** On SIGTERM or SIGINT: no new work, running requests get their answers, then the process ends. */
export function drainOnSignal(
  server: Server,
  config: { readonly SHUTDOWN_SECONDS: number },
  logger: Logger,
  /** Where a framework does more than that, its own way to close. */
  close: (done: () => void) => void = (done) => server.close(done),
): void {
  let isDraining = false;
  let running = 0;
  const release = (): void => {
    running -= 1;
  };
  server.prependListener('request', (_req, res) => {
    running += 1;
    res.on('close', release); // it comes once: a listener for all is cheaper than one for each
    if (isDraining) res.shouldKeepAlive = false;
  });
  const drain = (signal: string): void => {
    logger.warn({ event: 'sys_shutdown', signal }, 'draining');
    stopBeingReady();
    close(() => void runLastTasks().then(() => process.exit())); // with process.exitCode, which is set after a crash
    setInterval(() => {
      if (running > 0) server.closeIdleConnections();
      else server.closeAllConnections(); // over these came nothing yet, or half a head: Node calls that active
    }, 100);
    setTimeout(() => {
      logger.error({ event: 'sys_shutdown' }, 'requests were cut off');
      process.exit(1);
    }, config.SHUTDOWN_SECONDS * 1000);
  };
  const once = (signal: string): void => {
    if (!isDraining) drain(signal);
    isDraining = true;
  };
  process.on('SIGTERM', once).on('SIGINT', once);
  server.once('close', () => {
    if (!isDraining) process.off('SIGTERM', once).off('SIGINT', once); // closed by hand, as tests do
  });
}
