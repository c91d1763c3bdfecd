import type { NextFunction, Request, Response } from 'express';
import type { Logger } from './logger.js';
import { Problem, sendProblem, type ProblemCode } from './problem.js';

/** Whatever no route answered. */
export const notFound = (_req: Request, res: Response): void => {
  sendProblem(res, 'not_found');
};

/** The last handler: every failure becomes an answer that says nothing about the inside; the log has the rest. */
export const handleErrors =
  (logger: Logger) =>
  (error: unknown, _req: Request, res: Response, _next: NextFunction): void => {
    const status = clientStatus(error);
    if (error instanceof Problem) {
      sendProblem(res, error.code, error.details);
    } else if (status !== undefined) {
      sendProblem(res, clientProblems[status] ?? 'bad_request');
    } else {
      logger.error({ err: error }, 'request failed');
      sendProblem(res, 'internal_error');
    }
  };

/** Express and body parsers put a 4xx status on errors about the request itself, such as a path that cannot be decoded. */
function clientStatus(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return undefined;
  return error.status >= 400 && error.status < 500 ? error.status : undefined;
}

const clientProblems: Readonly<Record<number, ProblemCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  413: 'body_too_large',
  415: 'unsupported_media_type',
};
