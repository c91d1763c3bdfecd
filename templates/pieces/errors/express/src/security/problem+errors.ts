import type { NextFunction, Request, Response } from 'express';
import type { Logger } from './logger.js';
import { Problem, problemOfStatus } from './problem+codes.js';
import { sendProblem } from './problem+send.js';

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
    // Express and body parsers give errors about the request a 4xx status.
    const code = problemOfStatus(error instanceof Error && 'status' in error ? error.status : undefined);
    if (code === undefined || code === 'unavailable') logger.error({ err: error }, 'request failed');
    sendProblem(res, code ?? 'internal_error');
  };
