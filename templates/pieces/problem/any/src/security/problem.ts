import { STATUS_CODES, type ServerResponse } from 'node:http';
import { apiHeaders } from './headers.js';

/** Every refusal that a client can meet: its code, which is stable, and its status. */
const statusOf = {
  bad_request: 400,
  malformed_json: 400,
  validation_failed: 400,
  unauthorized: 401,
  forbidden: 403,
  https_required: 403,
  origin_not_allowed: 403,
  not_found: 404,
  method_not_allowed: 405,
  request_timeout: 408,
  conflict: 409,
  body_too_large: 413,
  unsupported_media_type: 415,
  misdirected_request: 421,
  rate_limited: 429,
  headers_too_large: 431,
  internal_error: 500,
  unavailable: 503,
} as const;
export type ProblemCode = keyof typeof statusOf;

export interface ProblemDetails {
  /** Where an input did not fit; never its value. */
  readonly errors?: readonly { readonly in: string; readonly path: string; readonly code: string }[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown by a handler, it becomes that answer. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly details: ProblemDetails;
  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

const answered = new WeakMap<ServerResponse, ProblemCode>();

/** The problem that this response answered with, if it did: what the log calls it. */
export const problemOf = (res: ServerResponse): ProblemCode | undefined => answered.get(res);

/** Answers with RFC 9457 problem details. Half-sent answers are cut off: there is no honest way to end them. */
export function sendProblem(res: ServerResponse, code: ProblemCode, details: ProblemDetails = {}): void {
  answered.set(res, code);
  if (res.headersSent) {
    res.destroy();
    return;
  }
  res.statusCode = statusOf[code];
  for (const [name, value] of Object.entries(details.headers ?? {})) res.setHeader(name, value);
  res.setHeader('Content-Type', 'application/problem+json; charset=utf-8');
  res.end(problemBody(code, { requestId: res.getHeader('x-request-id'), errors: details.errors }));
}

/** The same answer as bytes, for a socket whose request never became one. */
export function rawProblem(code: ProblemCode): string {
  const body = problemBody(code);
  const lines = [
    `HTTP/1.1 ${String(statusOf[code])} ${STATUS_CODES[statusOf[code]] ?? ''}`,
    ...apiHeaders.map(([name, value]) => `${name}: ${value}`),
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${String(body.length)}`,
    'Connection: close',
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

const problemBody = (code: ProblemCode, extra: object = {}): string =>
  JSON.stringify({
    type: 'about:blank',
    title: STATUS_CODES[statusOf[code]],
    status: statusOf[code],
    code,
    ...extra,
  });
