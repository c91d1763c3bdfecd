import type { Server } from 'node:http';
import type { Logger } from './logger.js';
import { runLastTasks } from './process+last-tasks.js';

// Not close-with-grace: it leaves the draining, which is most of this, to its callback.

const patience = 10_000; // milliseconds
let isWatching = false;

/**
 * After an uncaught error the state is unknown: logs it, lets running requests end, and exits with 1, so that
 * the process is restarted. Works once for each process.
 */
export function exitOnUncaught(server: Server, logger: Logger): void {
  if (isWatching) return;
  isWatching = true;
  let isCrashing = false;
  const crash = (error: unknown): void => {
    logger.fatal({ event: 'sys_crash', err: error }, 'nobody caught this');
    if (isCrashing) process.exit(1);
    isCrashing = true;
    process.exitCode = 1;
    setTimeout(() => process.exit(1), patience).unref();
    if (process.emit('SIGTERM')) return; // a listener for SIGTERM will drain and exit
    server.close(() => void runLastTasks().then(() => process.exit()));
    server.closeIdleConnections();
  };
  process.on('uncaughtException', crash).on('unhandledRejection', crash);
}
