import { AsyncLocalStorage } from 'node:async_hooks';
import { destination, pino, type Logger } from 'pino';
import { scrubber } from './redact.js';

export type { Logger } from 'pino';

/** What every log line of a request carries, wherever it is written. */
export const requestContext = new AsyncLocalStorage<{ readonly requestId: string }>();

export interface LoggerOptions {
  readonly level: string;
  readonly mode: string;
  /** Values that must never be written, under whatever name. */
  readonly secrets: readonly unknown[];
  readonly output?: { write(line: string): void };
}

/** JSON lines in UTC, scrubbed whole: names and values, messages and stacks. */
export const createLogger = ({ level, mode, secrets, output = stdout(mode) }: LoggerOptions): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => requestContext.getStore() ?? {},
      // pino's own writes into what the mixin gives; and the line of a request has its id already
      mixinMergeStrategy: (line, context) => ('requestId' in line ? line : { ...context, ...line }),
      hooks: { streamWrite: scrubber(secrets) },
    },
    output,
  );

/** Buffered in production: written twice a second, when 4 KiB have gathered, and at exit. */
function stdout(mode: string) {
  if (mode !== 'production') return destination({ fd: 1, sync: true });
  const stream = destination({ fd: 1, sync: false, minLength: 4096 });
  setInterval(() => stream.flush(), 500).unref();
  process.on('exit', () => stream.flushSync());
  return stream;
}
