import type { ErrorHandler, NotFoundHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import { HTTPException } from 'hono/http-exception';
import { dropTheirs } from './headers.js';
import type { ServiceEnv } from './hono.js';
import type { Logger } from './logger.js';
import { Problem, problemOfStatus, statusOf } from './problem+codes.js';
import { answerProblem } from './problem+send.js';

/** Answers requests that no route matches. */
export const notFound: NotFoundHandler<ServiceEnv> = (c) => answerProblem(c, 'not_found');

/** Answers every error without internal details; they go to the log. */
export const handleErrors =
  (logger: Logger): ErrorHandler<ServiceEnv> =>
  (error, c) => {
    if (c.finalized) c.res = new Response(null, { headers: c.res.headers }); // those of a fetched answer cannot change
    const { headers } = c.res;
    for (const name of ofTheAnswer) headers.delete(name);
    if (error instanceof Problem) return answerProblem(c, error.code, error.details);
    const theirs = error instanceof HTTPException ? error : undefined;
    const code = theirs?.status === 504 ? 'gateway_timeout' : problemOfStatus(theirs?.status);
    const details = { headers: headersOf(theirs?.res) };
    if (code !== undefined && statusOf(code) < 500) return answerProblem(c, code, details);
    dropTheirs([...headers.keys()], {
      remove: (name) => {
        headers.delete(name);
      },
      set: (name, value) => {
        headers.set(name, value);
      },
    });
    logger.error({ err: error }, 'request failed');
    return code === undefined ? answerProblem(c, 'internal_error') : answerProblem(c, code, details);
  };

/** What belongs to a refusal of Hono's own middleware, such as how to log in. Its text may tell about the inside. */
const headersOf = (res: Response | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(
    ofRefusals.flatMap((name) => {
      const value = res?.headers.get(name) ?? undefined;
      return value === undefined ? [] : [[name, value]];
    }),
  );
const ofRefusals = ['WWW-Authenticate', 'Proxy-Authenticate', 'Retry-After', 'Allow', 'Accept'];

/** Headers that a handler may have set for the answer that it did not finish. */
const ofTheAnswer = ['Location', 'ETag', 'Last-Modified', 'Content-Disposition', 'Content-Length'];

/** Hono passes only Error objects to onError. Anything else that is thrown would become an empty, unlogged 500. */
export const onlyErrors = createMiddleware<ServiceEnv>((_c, next) =>
  next().catch((thrown: unknown) => {
    throw thrown instanceof Error ? thrown : new Error(`thrown, and no error: ${String(thrown)}`);
  }),
);
