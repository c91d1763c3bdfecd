import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** Writes the lines of Nest, and of `new Logger(Name)` from @nestjs/common, to the service's log. */
export class NestLogger implements LoggerService {
  readonly log;
  readonly error;
  readonly warn;
  readonly debug;
  readonly verbose;
  readonly fatal;

  constructor(logger: Logger) {
    const at =
      (level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal') =>
      (message: unknown, ...rest: readonly unknown[]): void => {
        const [stack, context] = [rest.at(-2), rest.at(-1)]; // Nest appends the name of the class that logs
        if (message instanceof Error) logger[level]({ context, err: message }, 'failed');
        else if (typeof message === 'object') logger.child({ context })[level](message);
        else logger[level]({ context, stack }, String(message as number));
      };
    this.log = at('info');
    this.error = at('error');
    this.warn = at('warn');
    this.debug = at('debug');
    this.verbose = at('trace');
    this.fatal = at('fatal');
  }
}
