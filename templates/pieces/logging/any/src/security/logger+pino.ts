import { AsyncLocalStorage } from 'node:async_hooks';
import { destination, pino, type LogFn, type Logger } from 'pino';
import { scrubber } from './redact.js';

/** Fields that every log line of a request gets. */
export const requestContext = new AsyncLocalStorage<{ readonly requestId: string }>();

export interface LoggerOptions {
  readonly level: string;
  readonly mode: string;
  /** Values that must never be logged, under any name. */
  readonly secrets: readonly unknown[];
  readonly output?: { write(line: string): void };
}

/** Logs JSON lines, with times in UTC. Masks secrets in names, values, messages and stacks. */
export const createLogger = ({ level, mode, secrets, output = stdout(mode) }: LoggerOptions): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => requestContext.getStore() ?? {},
      // pino's default changes the mixin's object. A line that has a requestId keeps its own.
      mixinMergeStrategy: (line, context) => ('requestId' in line ? line : { ...context, ...line }),
      serializers: { msg: messageOf },
      hooks: { logMethod: logOrSaySo, streamWrite: scrubber(secrets) },
    },
    output,
  );

let second = { at: 0, text: '' };

/** The time in UTC. Its text up to the second is kept: to print a Date takes ten times as long. */
function timestamp(): string {
  const now = Date.now();
  const at = Math.floor(now / 1000);
  if (at !== second.at) second = { at, text: `,"time":"${new Date(now).toISOString().slice(0, 20)}` };
  return `${second.text}${String(now % 1000).padStart(3, '0')}Z"`;
}

/** pino would log `undefined` for a message that has no JSON, such as a symbol. It handles one that throws. */
function messageOf(message: unknown): unknown {
  if (typeof message === 'string') return message;
  try {
    return (JSON.stringify(message) as string | undefined) === undefined ? `a ${typeof message}` : message;
  } catch {
    return message;
  }
}

/** Anything may be logged, even an object with a getter that throws: logging never makes the caller fail. */
function logOrSaySo(this: Logger, args: Parameters<LogFn>, log: LogFn): void {
  try {
    log.apply(this, args);
  } catch {
    log.call(this, 'something was logged that cannot be written');
  }
}

/** Buffers in production: writes when 12 KiB have gathered, twice a second, and at exit. */
function stdout(mode: string) {
  if (mode !== 'production') return destination({ fd: 1, sync: true });
  const stream = destination({ fd: 1, sync: false, minLength: 12 * 1024 });
  setInterval(() => stream.flush(), 500).unref();
  process.on('exit', () => stream.flushSync());
  return stream;
}
