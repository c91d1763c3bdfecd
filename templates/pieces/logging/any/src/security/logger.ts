import { AsyncLocalStorage } from 'node:async_hooks';
import { destination, pino, type LogFn, type Logger } from 'pino';
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

/** JSON lines in UTC, whatever is logged; secrets are masked in names and values, messages and stacks. */
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
      serializers: { msg: messageOf },
      hooks: { logMethod: logOrSaySo, streamWrite: scrubber(secrets) },
    },
    output,
  );

/**
 * For a message that has no JSON, such as a symbol, pino would write `undefined`. What throws is left to
 * pino, which catches it.
 */
function messageOf(message: unknown): unknown {
  if (typeof message === 'string') return message;
  try {
    return (JSON.stringify(message) as string | undefined) === undefined ? `a ${typeof message}` : message;
  } catch {
    return message;
  }
}

/** What is logged may be anything, also a getter that throws: nothing fails because of its log. */
function logOrSaySo(this: Logger, args: Parameters<LogFn>, log: LogFn): void {
  try {
    log.apply(this, args);
  } catch {
    log.call(this, 'something was logged that cannot be written');
  }
}

/** Buffered in production: written twice a second, when 4 KiB have gathered, and at exit. */
function stdout(mode: string) {
  if (mode !== 'production') return destination({ fd: 1, sync: true });
  const stream = destination({ fd: 1, sync: false, minLength: 4096 });
  setInterval(() => stream.flush(), 500).unref();
  process.on('exit', () => stream.flushSync());
  return stream;
}
