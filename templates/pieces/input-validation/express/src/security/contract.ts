import { Readable } from 'node:stream';
import type { NextFunction, Request, RequestHandler, Response, RouterOptions } from 'express';
import { z } from 'zod';
import { decimals, isOfHeaders } from './contract+plain-text.js';
import { Problem, type ProblemCode } from './problem.js';
import { checkType, readBytes, readJson, streamBytes } from './body.js';
import { hasBody } from './requests.js';
import { declare, type Answers, type Sent } from './contract+answers.js';

export { checkAnswers, unchecked, type Answers } from './contract+answers.js';
export { plainText } from './contract+plain-text.js';

type Fields = z.ZodObject;

/** One operation: what the service checks and what its document says. */
export interface Operation<P = Fields, Q = Fields, H = Fields, B = z.ZodType, R = Answers> {
  readonly operationId: string;
  readonly summary: string;
  readonly tags?: readonly string[];
  readonly params?: P;
  readonly query?: Q;
  readonly headers?: H;
  readonly body?: B;
  readonly responses: R;
  /** These media types, in place of JSON: the handler gets the bytes as they came. */
  readonly raw?: readonly string[];
  /** The same, but the handler gets them as a stream, which fails when they are too many. */
  readonly stream?: readonly string[];
  /** Most bytes of the body, if not the usual 100 KiB. */
  readonly limit?: number;
  /** What the handler may refuse with. */
  readonly problems?: readonly ProblemCode[];
  readonly security?: readonly Readonly<Record<string, string[]>>[];
}

type Bodies<R> = { [S in keyof R]: Sent<R[S]> }[keyof R];
type Received<O, B> = O extends { readonly raw: readonly string[] }
  ? Buffer
  : O extends { readonly stream: readonly string[] }
    ? Readable
    : z.output<B>;

/** Fits beside handlers of any package, which take no numbers in a URL. What is not declared is undefined. */
type Beside<T> = string extends keyof T ? T : T & Record<string, never>;

/** Options of each Router: it does not take them from the app. */
export const routing: RouterOptions = { caseSensitive: true, strict: true };

const nothing = z.strictObject({});
const noBody = z.undefined();
const operations = new WeakMap<object, Operation>();

/** The operation that this handler checks, if `validate` made it. */
export const operationOf = (handler: object): Operation | undefined => operations.get(handler);

/**
 * Checks the inputs of a route, and notes what it may answer. What is not declared is refused.
 * No library: none reads the body per route, closes schemas and checks answers; and Express has no place for types.
 */
export function validate<
  R extends Answers,
  P extends Fields = typeof nothing,
  Q extends Fields = typeof nothing,
  H extends Fields = Fields,
  B extends z.ZodType = typeof noBody,
  const O extends Operation<P, Q, H, B, R> = Operation<P, Q, H, B, R>,
>(
  operation: O & Operation<P, Q, H, B, R>,
): RequestHandler<Beside<z.output<P>>, Bodies<R>, Received<O, B>, Beside<z.output<Q>>> {
  const { params = nothing, query = nothing, headers } = operation;
  assertStrict(operation);
  const declareAnswers = declare(operation);
  const readParams = ofTexts('params', params);
  const readQuery = ofTexts('query', query);
  const readHeaders = headers && ofTexts('headers', headers);
  const check = (req: Request, res: Response, next: NextFunction): void => {
    if (isSlashed(req)) throw new Problem('not_found');
    declareAnswers(res);
    if (isUnread(req)) checkType(req.headers, operation.raw ?? operation.stream);
    req.params = readParams(req.params);
    const given = req.originalUrl.includes('?') ? req.query : {}; // parses the URL each time
    Object.defineProperty(req, 'query', { value: readQuery(given) }); // it is a getter
    if (readHeaders) Object.assign(req.headers, readHeaders(req.headers));
    const body = received(req, operation);
    if (body instanceof Promise) body.then((value) => take(value), next);
    else take(body);

    function take(value: unknown): void {
      req.body = value;
      next();
    }
  };
  operations.set(check, operation);
  return check as unknown as ReturnType<typeof validate<R, P, Q, H, B, O>>;
}

/** The checked body; a promise only if there is one to read. */
function received(req: Request, { operationId, body = noBody, raw, stream, limit }: Operation): unknown {
  if (!hasBody(req.headers)) {
    if (stream) return Readable.from([]);
    if (raw) return Buffer.alloc(0);
    if (body === noBody && req.body === undefined) return undefined; // nearly all without a body
    return parsed('body', body, req.body);
  }
  if (isUnread(req)) {
    if (stream) return streamBytes(req, limit);
    const bytes = readBytes(req, limit);
    return raw ? bytes : bytes.then((json) => parsed('body', body, readJson(json, limit)));
  }
  throw new TypeError(`${operationId}: mount no body parser before validate(): it knows none of its limits`);
}

const isUnread = ({ headers, body, readableEnded }: Request): boolean =>
  hasBody(headers) && body === undefined && !readableEnded;

/** Below a mount point, Express reads /notes/ like /notes. */
const isSlashed = (req: Request): boolean =>
  req.baseUrl !== '' && req.path === '/' && /^[^?]*\/(?:\?|$)/.test(req.originalUrl);

function ofTexts<S extends z.ZodType>(where: string, schema: S): (value: unknown) => z.output<S> {
  const read = decimals(schema);
  const isNothing = schema === (nothing as z.ZodType);
  return (value) =>
    isNothing && isEmpty(value) ? (value as z.output<S>) : parsed(where, schema, read(value));
}

const isEmpty = (value: unknown): boolean => Object.keys(value as object).length === 0;

function parsed<S extends z.ZodType>(where: string, schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = result.error.issues.slice(0, 20);
  throw new Problem('validation_failed', {
    errors: errors.map(({ path, code }) => ({ in: where, path: path.join('.'), code })),
  });
}

/** z.object drops unknown keys in silence. strictObject refuses them, and looseObject says that it takes them. */
function assertStrict({
  operationId,
  params,
  query,
  headers,
  body,
}: Operation<unknown, unknown, unknown, unknown>): void {
  if (headers !== undefined && !isOfHeaders(headers))
    throw new TypeError(`${operationId}: headers are a z.object with names in lower case`);
  for (const schema of [params, query, body]) {
    if (schema instanceof z.ZodObject && schema.def.catchall === undefined) {
      throw new TypeError(`${operationId}: use z.strictObject for inputs`);
    }
  }
}
