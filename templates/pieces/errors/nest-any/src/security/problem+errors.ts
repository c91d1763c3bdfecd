import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Logger } from './logger.js';
import { nodeResponse, type PlatformResponse } from './problem+platform.js';
import { Problem, problemOfStatus } from './problem+codes.js';
import { logged, sendProblem } from './problem+send.js';

/** Answers every error without internal details; they go to the log. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const res = nodeResponse(host.switchToHttp().getResponse<PlatformResponse>());
    if (error instanceof Problem) {
      sendProblem(res, error.code, error.details);
      return;
    }
    const code = problemOfStatus(statusIn(error));
    const isTold = error instanceof Error && logged.has(error);
    if (!isTold && (code === undefined || code === 'unavailable'))
      this.logger.error({ err: error }, 'request failed');
    sendProblem(res, code ?? 'internal_error');
  }
}

/**
 * The status of what Nest, Fastify and `http-errors` throw about the request; a message may contain internal details.
 * The status of another error, such as of a client of another service, tells how a call of ours went.
 */
function statusIn(error: unknown): unknown {
  if (error instanceof HttpException) return error.getStatus();
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  const isTheirs = fastifys in error || ('expose' in error && typeof error.expose === 'boolean');
  return isTheirs ? error.statusCode : undefined;
}

/** Stands on the prototype of all that `@fastify/error` makes. */
const fastifys = Symbol.for('fastify-error-generic');
