import type { Server } from 'node:http';
import type { Logger } from './logger.js';
import { onRawAnswer } from './http-strict.js';
import { statusOf } from './problem.js';
import { logRequest, requestIdOf } from './request-log+line.js';

/** Logs answers to input that never became a request. */
export function logRawAnswers(server: Server, logger: Logger): void {
  onRawAnswer(server, {
    log: ({ remoteAddress: client }, { code, why }) => {
      const requestId = requestIdOf(undefined);
      const ended = { status: statusOf(code), refused: { code, why }, outcome: 'answered' } as const;
      logRequest(logger, { requestId, method: '', url: '', client, started: performance.now(), ...ended });
      return { 'X-Request-Id': requestId };
    },
  });
}
