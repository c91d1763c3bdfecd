import type { ServerResponse } from 'node:http';
import { problemBody, problemType, statusOf, type ProblemCode, type ProblemDetails } from './problem.js';

const answered = new WeakMap<ServerResponse, ProblemCode>();

/** The problem that this response answered with, if it did: what the log calls it. */
export const problemOf = (res: ServerResponse): ProblemCode | undefined => answered.get(res);

/** Answers with problem details. Half-sent answers are cut off: there is no honest way to end them. */
export function sendProblem(res: ServerResponse, code: ProblemCode, details: ProblemDetails = {}): void {
  answered.set(res, code);
  if (res.headersSent) {
    res.destroy();
    return;
  }
  res.statusCode = statusOf(code);
  for (const [name, value] of Object.entries(details.headers ?? {})) res.setHeader(name, value);
  res.setHeader('Content-Type', problemType);
  res.end(problemBody(code, { requestId: res.getHeader('x-request-id'), errors: details.errors }));
}
