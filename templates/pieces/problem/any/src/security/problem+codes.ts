import { apiHeaders } from './headers.js';

/** All refusals that a client can get: a stable code and its status. */
const statuses = {
  bad_request: 400,
  malformed_json: 400,
  validation_failed: 400,
  unauthorized: 401,
  forbidden: 403,
  https_required: 403,
  origin_not_allowed: 403,
  not_found: 404,
  method_not_allowed: 405,
  not_acceptable: 406,
  request_timeout: 408,
  conflict: 409,
  gone: 410,
  length_required: 411,
  precondition_failed: 412,
  body_too_large: 413,
  unsupported_media_type: 415,
  range_not_satisfiable: 416,
  misdirected_request: 421,
  unprocessable: 422,
  rate_limited: 429,
  headers_too_large: 431,
  internal_error: 500,
  unavailable: 503,
  gateway_timeout: 504,
} as const;
export type ProblemCode = keyof typeof statuses;
export const problemCodes = Object.keys(statuses) as [ProblemCode, ...ProblemCode[]];

/** Not STATUS_CODES: for an import of node:http, Node also loads a WebSocket client, which takes 35 ms. */
const titles: Readonly<Record<(typeof statuses)[ProblemCode], string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length Required',
  412: 'Precondition Failed',
  413: 'Payload Too Large',
  415: 'Unsupported Media Type',
  416: 'Range Not Satisfiable',
  421: 'Misdirected Request',
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

export interface ProblemDetails {
  /** Where an input did not fit, but never its value. */
  readonly errors?: readonly { readonly in: string; readonly path: string; readonly code: string }[];
  readonly headers?: Readonly<Record<string, string>>;
  /** For the log, never for the client. */
  readonly why?: Why;
}

/** The rule that refused the request, and the Host that it named if the rule is about the host. */
export interface Why {
  readonly rule: string;
  readonly host?: string;
}

/** The refusal, as the log names it. */
export interface Refused {
  readonly code: ProblemCode;
  readonly why: Why | undefined;
}

/** A handler throws it to answer with this refusal. */
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

export const statusOf = <C extends ProblemCode>(code: C): (typeof statuses)[C] => statuses[code];

export const problemType = 'application/problem+json; charset=utf-8';

/** RFC 9457 problem details. */
export const problemBody = (code: ProblemCode, extra: object = {}): string =>
  JSON.stringify({
    type: 'about:blank',
    title: titles[statuses[code]],
    status: statuses[code],
    code,
    ...extra,
  });

/** The refusal for a framework's own error about the request, such as a path that cannot be decoded. */
export function problemOfStatus(status: unknown): ProblemCode | undefined {
  if (typeof status !== 'number' || status < 400 || (status >= 500 && status !== 503)) return undefined;
  return problemCodes.find((code) => statuses[code] === status) ?? 'bad_request';
}

/** A whole answer as text, for a socket without a request. */
export function rawProblem(
  code: ProblemCode,
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
): string {
  const body = problemBody(code, { requestId: headers['X-Request-Id'] });
  const lines = [
    `HTTP/1.1 ${String(statuses[code])} ${titles[statuses[code]]}`,
    ...[...apiHeaders, ...Object.entries(headers)].map(([name, value]) => `${name}: ${value}`),
    `Content-Type: ${problemType}`,
    `Content-Length: ${String(body.length)}`,
    'Connection: close',
  ];
  return `${lines.join('\r\n')}\r\n\r\n${method === 'HEAD' ? '' : body}`;
}
