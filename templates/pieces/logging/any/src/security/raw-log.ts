import type { Server } from 'node:http';
import type { Logger } from './logger.js';
import { onRawAnswer } from './raw-answer.js';
import { logRequest, requestIdOf } from './request-line.js';
import { statusOf } from './problem.js';

/** What never became a request has a line, too. */
export function logRawAnswers(server: Server, logger: Logger): void {
  onRawAnswer(server, {
    logs: [
      ({ remoteAddress: client }, { code, why }) => {
        const ended = { status: statusOf(code), refused: { code, why }, outcome: 'answered' } as const;
        const asked = { requestId: requestIdOf(undefined), method: '', url: '', client };
        logRequest(logger, { ...asked, ...ended, started: performance.now() });
      },
    ],
  });
}
