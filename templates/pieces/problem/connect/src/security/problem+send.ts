import type { ServerResponse } from 'node:http';
import { dropOfBody, dropTheirs } from './headers.js';
import {
  problemBody,
  problemType,
  statusOf,
  type ProblemCode,
  type ProblemDetails,
  type Refused,
} from './problem+codes.js';

/** Node reads and drops the rest of a refused body. A longer one is not waited for. */
const mostUnread = 100 * 1024;
const answered = new WeakMap<ServerResponse, Refused>();

/** Errors of streams that are in the log. Who waits for the stream throws the same, before or after that. */
export const logged = new WeakSet<object>();

/** The refusal that this response carried, if any. */
export const refusedOf = (res: ServerResponse): Refused | undefined => answered.get(res);

/**
 * Answers with problem details. If an answer is half sent, the connection is closed: nothing else would show
 * the error.
 */
export function sendProblem(res: ServerResponse, code: ProblemCode, details: ProblemDetails = {}): void {
  answered.set(res, { code, why: details.why });
  if (res.headersSent) {
    res.destroy();
    return;
  }
  res.statusCode = statusOf(code);
  const drop = statusOf(code) >= 500 ? dropTheirs : dropOfBody;
  drop(res.getHeaderNames(), {
    remove: (name) => {
      res.removeHeader(name);
    },
    set: (name, value) => res.setHeader(name, value),
  });
  const { complete, headers } = res.req;
  const isLong =
    headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > mostUnread;
  if (!complete && isLong) res.setHeader('Connection', 'close');
  for (const [name, value] of Object.entries(details.headers ?? {})) res.setHeader(name, value);
  res.setHeader('Content-Type', problemType);
  const body = problemBody(code, { requestId: res.getHeader('x-request-id'), errors: details.errors });
  res.setHeader('Content-Length', Buffer.byteLength(body));
  res.end(body);
}
