import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Logger } from './logger.js';
import { nodeResponse, type PlatformResponse } from './problem+platform.js';
import { Problem, problemOfStatus } from './problem+codes.js';
import { sendProblem } from './problem+send.js';

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
    if (code === undefined || code === 'unavailable') this.logger.error({ err: error }, 'request failed');
    sendProblem(res, code ?? 'internal_error');
  }
}

/** Uses only the status of what Nest and Fastify throw: a message may contain internal details. */
function statusIn(error: unknown): unknown {
  if (error instanceof HttpException) return error.getStatus();
  return error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
}
