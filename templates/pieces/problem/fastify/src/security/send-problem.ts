import type { FastifyReply } from 'fastify';
import { problemBody, problemType, statusOf, type ProblemCode, type ProblemDetails } from './problem.js';

declare module 'fastify' {
  interface FastifyReply {
    /** What the request was refused with, if it was: the log calls it so. */
    problem: ProblemCode | undefined;
  }
}

/** Answers with problem details. Hooks answer so themselves, whatever error handler the service has. */
export function sendProblem(
  reply: FastifyReply,
  code: ProblemCode,
  { errors, headers = {} }: ProblemDetails = {},
): FastifyReply {
  reply.problem = code;
  return reply
    .code(statusOf(code))
    .headers(headers)
    .type(problemType)
    .send(problemBody(code, { requestId: reply.request.id, errors }));
}
