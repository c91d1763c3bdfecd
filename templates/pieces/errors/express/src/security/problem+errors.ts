import type { NextFunction, Request, Response } from 'express';
import type { Logger } from './logger.js';
import { Problem, problemOfStatus } from './problem+codes.js';
import { logged, sendProblem } from './problem+send.js';

/** Answers requests that no route matches. */
export const notFound = (_req: Request, res: Response): void => {
  sendProblem(res, 'not_found');
};

/** The last handler. Answers every error without internal details; they go to the log. */
export const handleErrors =
  (logger: Logger) =>
  (error: unknown, _req: Request, res: Response, _next: NextFunction): void => {
    if (error instanceof Problem) {
      sendProblem(res, error.code, error.details);
      return;
    }
    const code = problemOfStatus(statusIn(error));
    const isTold = error instanceof Error && logged.has(error);
    if (!isTold && (code === undefined || code === 'unavailable'))
      logger.error({ err: error }, 'request failed');
    sendProblem(res, code ?? 'internal_error');
  };

/**
 * The status of what Express, `http-errors` and parsers throw about the request. That of another error, such as of
 * a client of another service, tells how a call of ours went, and nothing about the request.
 */
function statusIn(error: unknown): unknown {
  if (!(error instanceof Error) || !('status' in error)) return undefined;
  const isTheirs = error instanceof URIError || ('expose' in error && typeof error.expose === 'boolean');
  return isTheirs ? error.status : undefined;
}
