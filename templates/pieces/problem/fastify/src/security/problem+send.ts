import type { FastifyReply } from 'fastify';
import { dropOfBody, dropTheirs } from './headers.js';
import {
  problemBody,
  problemType,
  statusOf,
  type ProblemCode,
  type ProblemDetails,
  type Refused,
} from './problem+codes.js';

declare module 'fastify' {
  interface FastifyReply {
    /** The refusal that the request got, if any. */
    refused: Refused | undefined;
  }
  interface FastifyContextConfig {
    /** The refusals that a route gives in addition to those that every route may give; for the document. */
    readonly problems?: readonly ProblemCode[];
  }
}

/** Answers with problem details. Hooks call it directly, whatever error handler the service has. */
export function sendProblem(
  reply: FastifyReply,
  code: ProblemCode,
  { errors, headers = {}, why }: ProblemDetails = {},
): FastifyReply {
  reply.refused = { code, why };
  const drop = statusOf(code) >= 500 ? dropTheirs : dropOfBody;
  drop(Object.keys(reply.getHeaders()), {
    remove: (name) => reply.removeHeader(name),
    set: (name, value) => reply.header(name, value),
  });
  return reply
    .code(statusOf(code))
    .headers(headers)
    .type(problemType)
    .send(problemBody(code, { requestId: reply.request.id, errors }));
}
