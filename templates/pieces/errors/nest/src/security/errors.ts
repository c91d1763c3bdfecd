import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Logger } from './logger.js';
import { nodeResponse, type PlatformResponse } from './platform.js';
import { Problem, problemOfStatus } from './problem.js';
import { sendProblem } from './send-problem.js';

/** Every failure becomes an answer that says nothing about the inside; the log has the rest. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const res = nodeResponse(host.switchToHttp().getResponse<PlatformResponse>());
    if (error instanceof Problem) {
      sendProblem(res, error.code, error.details);
      return;
    }
    // Of an HttpException only the status counts: its message may be about the inside.
    const code = problemOfStatus(error instanceof HttpException ? error.getStatus() : undefined);
    if (code === undefined) this.logger.error({ err: error }, 'request failed');
    sendProblem(res, code ?? 'internal_error');
  }
}
