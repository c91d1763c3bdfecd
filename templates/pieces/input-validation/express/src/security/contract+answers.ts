import type { ServerResponse } from 'node:http';
import type { Express, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { Logger } from './logger.js';
import { headersKept, rawProblem, refusedOf, sendProblem } from './problem.js';

/** What a status is answered with: JSON of this schema, one of these media types, or nothing. */
export type Answers = Readonly<Record<number, z.ZodType | string | readonly string[] | null>>;

/** What a handler may send for such an answer. */
export type Sent<A> = A extends z.ZodType ? z.input<A> : A extends null ? never : string | Buffer;

/** By status: a schema, or the media types; none for an answer without a body. */
type Contract = ReadonlyMap<number, z.ZodType | readonly string[]>;
/** Stands on the response itself: to find and to collect a WeakMap's entries takes several times as long. */
const allowed = Symbol('what may be answered');
type Declared = ServerResponse & { [allowed]?: Contract | 'checked' | 'open' | undefined };

/** Notes for each response what its route may answer. */
export function declare({
  operationId,
  responses,
}: {
  readonly operationId: string;
  readonly responses: Answers;
}): (res: Declared) => void {
  const contract: Contract = new Map(
    Object.entries(responses).map(([status, answer]) => {
      if (answer === null && !/^(?:204|3\d\d)$/.test(status)) {
        throw new TypeError(`${operationId}: only 204 and 3xx can be null; sendStatus sends text/plain`);
      }
      return [Number(status), answer instanceof z.ZodType ? answer : [answer ?? []].flat()];
    }),
  );
  return (res) => {
    res[allowed] = contract;
  };
}

/** Lets a handler answer whatever it likes, such as `express.static(...)`. It must check its inputs itself. */
export const unchecked =
  (handler: RequestHandler): RequestHandler =>
  (req, res: Response & Declared, next) => {
    res[allowed] = 'open';
    return handler(req, res, (error?: unknown) => {
      res[allowed] = undefined;
      next(error);
    });
  };

/** From now on only refusals, and what a route declares, can leave the app. */
export function checkAnswers(app: Express, logger: Logger): void {
  const response = app.response as unknown as Response; // the prototype of each response
  const { writeHead } = response;
  const tell = ({ req }: Response, status: number, cause?: unknown): void => {
    const route = req.route as { readonly path: unknown } | undefined;
    const what = route ? `${req.method} ${String(route.path)}` : 'a handler without a route, use unchecked()';
    const err = new TypeError(`${what}: the answer ${String(status)} is not as declared`, { cause });
    logger.error({ err }, 'request failed');
  };

  /** Sends the members that the schema names, and no others. */
  response.json = function (this: Response & Declared, value: unknown) {
    const contract = this[allowed];
    const schema = contract instanceof Map ? (contract as Contract).get(this.statusCode) : undefined;
    const result = schema instanceof z.ZodType ? schema.safeParse(value) : undefined;
    if (result?.success !== true && contract !== 'open') {
      tell(this, this.statusCode, result?.error);
      sendProblem(this, 'internal_error');
      return this;
    }
    const text = JSON.stringify(result ? result.data : value);
    if (result) this[allowed] = 'checked';
    this.setHeader('Content-Type', 'application/json; charset=utf-8');
    this.setHeader('Content-Length', Buffer.byteLength(text));
    return this.end(text);
  };

  /** Without the text or page that Express makes for it. */
  response.redirect = function (this: Response, ...[first, second]: readonly (string | number)[]) {
    this.status(typeof first === 'number' ? first : 302).location(String(second ?? first));
    this.setHeader('Content-Length', 0);
    this.end();
  };

  response.writeHead = function (this: Response, status: number, ...rest: unknown[]) {
    const headers = rest.at(-1);
    if (typeof headers === 'object' && headers !== null) {
      setAll(this, headers);
      rest.pop();
    }
    if (mayLeave(this, status)) return writeHead.call(this, status, ...(rest as []));
    // To throw would end the process if a stream writes. Nothing is sent yet, so the socket can get another answer.
    tell(this, status);
    const { socket, method } = this.req;
    socket.write(rawProblem('internal_error', headersKept(this), method));
    socket.destroySoon();
    return writeHead.call(this, 500);
  } as typeof writeHead;
}

/** Sets what writeHead takes: an object, a list of pairs, or names and values in turn. */
function setAll(res: Response, headers: object): void {
  if (!Array.isArray(headers)) {
    for (const [name, value] of Object.entries(headers)) res.setHeader(name, value as string);
    return;
  }
  const list = (Array.isArray(headers[0]) ? headers.flat() : headers) as readonly string[];
  const pairs = list.flatMap((name, at) => (at % 2 === 0 ? [[name, list[at + 1] ?? ''] as const] : []));
  for (const [name] of pairs) res.removeHeader(name);
  for (const [name, value] of pairs) res.appendHeader(name, value);
}

function mayLeave(res: Response & Declared, status: number): boolean {
  const contract = res[allowed];
  if (contract === 'checked' || contract === 'open' || refusedOf(res) !== undefined) return true;
  if (status === 204 && res.req.method === 'OPTIONS') return true; // has no body
  if (status === 304 && contract?.has(200) === true) return true; // what the client has is still right
  const types = contract?.get(status) ?? (status === 206 ? contract?.get(200) : undefined);
  if (types === undefined || types instanceof z.ZodType) return false;
  if (String(res.getHeader('content-length')) === '0') return true;
  if (types.length === 0) return status === 204 || status === 304;
  const [type = ''] = String(res.getHeader('content-type') ?? '').split(';', 1);
  return types.includes(type.trim().toLowerCase());
}
