import type { ErrorHandler, NotFoundHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import { HTTPException } from 'hono/http-exception';
import { answerProblem } from './answer-problem.js';
import type { ServiceEnv } from './hono.js';
import type { Logger } from './logger.js';
import { Problem, problemOfStatus } from './problem.js';

/** Whatever no route answered. */
export const notFound: NotFoundHandler<ServiceEnv> = (c) => answerProblem(c, 'not_found');

/** Every failure becomes an answer that says nothing about the inside; the log has the rest. */
export const handleErrors =
  (logger: Logger): ErrorHandler<ServiceEnv> =>
  (error, c) => {
    if (error instanceof Problem) return answerProblem(c, error.code, error.details);
    const code = problemOfStatus(error instanceof HTTPException ? error.status : undefined);
    if (code === undefined) logger.error({ err: error }, 'request failed');
    return answerProblem(c, code ?? 'internal_error');
  };

/** Hono gives onError nothing but errors: whatever else is thrown would leave as an empty 500, and unseen. */
export const onlyErrors = createMiddleware<ServiceEnv>((_c, next) =>
  next().catch((thrown: unknown) => {
    throw thrown instanceof Error ? thrown : new Error(`thrown, and no error: ${String(thrown)}`);
  }),
);
