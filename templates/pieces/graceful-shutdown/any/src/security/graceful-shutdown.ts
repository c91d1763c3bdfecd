import type { Server } from 'node:http';
import type { Logger } from './logger.js';
import { stopBeingReady } from './readiness.js';

/** On SIGTERM or SIGINT: no new work, running requests get their answers, then the process ends. */
export function drainOnSignal(
  server: Server,
  config: { readonly SHUTDOWN_SECONDS: number },
  logger: Logger,
): void {
  const drain = (signal: string): void => {
    logger.warn({ event: 'sys_shutdown', signal }, 'draining');
    stopBeingReady();
    server.prependListener('request', (_req, res) => {
      res.shouldKeepAlive = false;
    });
    server.close(() => process.exit()); // with process.exitCode, which is set after a crash
    setInterval(() => { server.closeIdleConnections(); }, 100); // prettier-ignore
    setTimeout(() => {
      logger.error({ event: 'sys_shutdown' }, 'requests were cut off');
      process.exit(1);
    }, config.SHUTDOWN_SECONDS * 1000);
  };
  let isDraining = false;
  const once = (signal: string): void => {
    if (!isDraining) drain(signal);
    isDraining = true;
  };
  process.on('SIGTERM', once).on('SIGINT', once);
}
