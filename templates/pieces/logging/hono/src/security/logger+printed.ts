import type { Server } from 'node:http';
import { format } from 'node:util';
import type { Logger } from 'pino';

const { console: printer } = globalThis;
const print = printer.error.bind(printer);

/**
 * In production, what libraries print as an error is a line of the log, masked and with the id of its request: so
 * does hono/streaming with what its callback throws.
 */
export function logPrinted(server: Server, logger: Logger, mode: string): void {
  if (mode !== 'production') return;
  printer.error = (...given: unknown[]) => {
    const err = given.find((each) => each instanceof Error);
    logger.error({ err }, err === undefined ? format(...given) : 'a library printed an error');
  };
  server.once('close', () => {
    printer.error = print;
  });
}
