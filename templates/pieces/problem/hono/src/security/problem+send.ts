import type { ServiceContext } from './hono.js';
import {
  problemBody,
  problemType,
  statusOf,
  type ProblemCode,
  type ProblemDetails,
} from './problem+codes.js';

/**
 * Makes a problem-details answer for a middleware or a handler. Returns a promise like next(), so that
 * middleware can return either.
 */
export async function answerProblem(
  c: ServiceContext,
  code: ProblemCode,
  details: ProblemDetails = {},
): Promise<Response> {
  c.set('refused', { code, why: details.why });
  const body = problemBody(code, { requestId: c.get('requestId'), errors: details.errors });
  return c.body(body, statusOf(code), { ...details.headers, 'Content-Type': problemType });
}
