import { parse } from 'node:querystring';
import { createRoute as describeRoute, type OpenAPIHono, type RouteConfig } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { matchedRoutes } from 'hono/route';
import { z } from 'zod';
import type { ServiceContext, ServiceEnv } from './hono.js';
import { bytesOf, hasBodyOf, headersOf, isForeignBody, jsonLimits, parseJson } from './body.js';
import {
  checkJson,
  isJson,
  keepAnswer,
  mediaTypeOf,
  usual,
  type Answers,
  type Content,
} from './contract+answers.js';
import { checkCharset, formOf, isForm } from './contract+form.js';
import { decimals, isOfHeaders } from './contract+plain-text.js';
import { assertShown } from './contract+shown.js';
import { Problem, statusOf, type ProblemCode } from './problem.js';

export { drop, faultAtEnd, guardStream, isKept } from './contract+answers.js';
export { plainText } from './contract+plain-text.js';

/**
 * createRoute of @hono/zod-openapi, whose route checks all that comes in and goes out. The zValidators of
 * app.openapi() let pass what no schema names (a query, a body, a repeated key), and check no answers.
 * `x-body-limit` sets the most bytes of a body. Own middleware runs after the check of parameters and of the media
 * type, and before that of the body: so a stranger's body is not read. It may read the body, within the limit.
 */
export const createRoute: typeof describeRoute = (given) => {
  const { middleware = [], ...route } = given as RouteConfig;
  const contract = contractOf(route);
  const checked = {
    ...route,
    middleware: [checkInputs(contract), middleware, keepContract(contract)].flat(),
  };
  // app.openapi() adds its validators for what stands in `request`; the document reads `described`.
  Object.assign(checked, { request: undefined, described: route.request });
  return describeRoute(checked) as never;
};

/** An answer with a JSON body, for `responses`. */
export const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { [usual]: { schema } },
});

/** A refusal of its own, for `responses`: `...problem('not_found')`. The document adds those that all routes give. */
export const problem = <C extends ProblemCode>(code: C) => {
  const answer = { [statusOf(code)]: { description: code } };
  return answer as Readonly<Record<ReturnType<typeof statusOf<C>>, { description: C }>>;
};

/** The schema of a body that the handler reads itself: `c.req.bytes()`, `c.req.text()`, `c.req.parseBody()`. */
export const rawBody = z.custom<Uint8Array>().meta({ override: { type: 'string', format: 'binary' } });

/** The routes of an app with their inputs, for the document. */
export const routesOf = ({ openAPIRegistry }: OpenAPIHono<ServiceEnv>): readonly RouteConfig[] =>
  openAPIRegistry.definitions.flatMap((definition) => {
    if (definition.type !== 'route') return [];
    const { described, ...route } = definition.route as RouteConfig & { described?: RouteConfig['request'] };
    return [{ ...route, ...(described && { request: described }) }];
  });

/** With the most bytes of a body. */
const keepers = new WeakMap<object, number>();

/** Whether it is the middleware by which createRoute checks a route. */
export const isKeeper = (handler: object): boolean => keepers.has(handler);

/** The most bytes of a body that the matched route takes. */
export function limitOf(c: ServiceContext): number {
  const route = matchedRoutes(c).find(({ handler }) => isKeeper(handler));
  return (route && keepers.get(route.handler)) ?? jsonLimits.bytes;
}

interface Contract extends Answers {
  readonly params: z.ZodType | undefined;
  readonly query: z.ZodType | undefined;
  readonly headers: z.ZodType | undefined;
  readonly cookies: z.ZodType | undefined;
  /** Undefined if there is none; then a body is refused. */
  readonly body: Content | undefined;
  readonly needsBody: boolean;
  readonly limit: number;
}

function checkInputs(contract: Contract): MiddlewareHandler<ServiceEnv> {
  const { params, headers, cookies, body, query = nothing } = contract;
  const readParams = params && ofTexts('params', params);
  const readQuery = ofTexts('query', query);
  const readHeaders = headers && ofTexts('headers', headers);
  const readCookies = cookies && ofTexts('cookies', cookies);
  return (c, next) => {
    const { req } = c;
    if (body && hasBodyOf(c)) schemaFor(c, body);
    if (readParams) req.addValidatedData('param', readParams(req.param()));
    if (query !== nothing || req.url.includes('?'))
      req.addValidatedData('query', readQuery(queryOf(req.url)));
    if (readHeaders) req.addValidatedData('header', readHeaders(req.header()));
    if (readCookies) req.addValidatedData('cookie', readCookies(getCookie(c)));
    return next();
  };
}

function keepContract(contract: Contract): MiddlewareHandler<ServiceEnv> {
  const { body } = contract;
  const keeper: MiddlewareHandler<ServiceEnv> = async (c, next) => {
    const { req } = c;
    if (body) {
      if (contract.needsBody || hasBodyOf(c)) await takeBody(c, body, contract.limit);
    } else if (req.method !== 'GET' && hasBodyOf(c)) await refuseBody(c);
    const made = checkJson(c, contract);
    await next();
    if (c.error === undefined) keepAnswer(c, contract, made); // else it was answered as a problem
  };
  keepers.set(keeper, contract.limit);
  return keeper;
}

const nothing = z.strictObject({});

/** A repeated key is a list; c.req.query() would silently take the first. */
const queryOf = (url: string): object => {
  const start = url.indexOf('?');
  return start < 0 ? {} : parse(url.slice(start + 1));
};

function ofTexts(where: string, schema: z.ZodType): (value: unknown) => object {
  const read = decimals(schema);
  return (value) => valid(where, schema, read(value));
}

/** Parses by the schema. Throws a Problem that says what does not fit. */
function valid(where: string, schema: z.ZodType, value: unknown): object {
  const result = schema.safeParse(value);
  if (result.success) return result.data as object;
  const errors = result.error.issues
    .slice(0, 20)
    .map(({ path, code }) => ({ in: where, path: path.join('.'), code }));
  throw new Problem('validation_failed', { errors });
}

async function takeBody(c: ServiceContext, body: Content, limit: number): Promise<void> {
  if (!hasBodyOf(c) && [...body.values()].every((schema) => schema === rawBody)) return; // no bytes
  const { type, schema } = schemaFor(c, body);
  if (schema !== rawBody && isForm(type)) checkCharset(c);
  const bytes = await bytesOf(c, limit);
  // Also what has used up c.req.raw leaves the body to the handler, and to parseBody() of a form.
  Object.assign(c.req.bodyCache, { arrayBuffer: Promise.resolve(new Uint8Array(bytes).buffer) });
  if (schema === rawBody) for (const place of placesOfBytes(body)) c.req.addValidatedData(place, bytes);
  else if (isJson(type)) c.req.addValidatedData('json', valid('body', schema, jsonOf(bytes, limit)));
  else {
    const form = await formOf(c, bytes, limit);
    c.req.addValidatedData('form', valid('body', schema, formReaders.get(schema)?.(form) ?? form));
  }
}

const formReaders = new WeakMap<z.ZodType, ReturnType<typeof decimals>>();

/** The schema for the media type of this body. Throws a Problem where there is none. */
function schemaFor(c: ServiceContext, body: Content): { readonly type: string; readonly schema: z.ZodType } {
  const isUsual = body.has(usual) && !isForeignBody(headersOf(c));
  const type = isUsual ? usual : mediaTypeOf(c.req.header('content-type') ?? '');
  const schema = isUsual || type !== usual ? body.get(type) : undefined;
  if (schema !== undefined) return { type, schema };
  throw new Problem('unsupported_media_type', { headers: { Accept: [...body.keys()].join(', ') } });
}

/** Where the types of @hono/zod-openapi say that the bytes are: c.req.valid('json') or c.req.valid('form'). */
const placesOfBytes = (body: Content) =>
  [...body].flatMap(([type, schema]) =>
    schema === rawBody ? ([isJson(type) ? 'json' : 'form'] as const) : [],
  );

const noBody = [{ in: 'body', path: '', code: 'invalid_type' }];

/** No bytes are no body: a client may send it in chunks, and then none. */
async function refuseBody(c: ServiceContext): Promise<void> {
  const { length } = await bytesOf(c);
  if (length > 0) throw new Problem('validation_failed', { errors: noBody });
}

function jsonOf(bytes: Uint8Array, limit: number): unknown {
  const result = parseJson(bytes, limit);
  if ('code' in result) throw new Problem(result.code, result.details);
  return result.value;
}

function contractOf({
  method,
  path,
  request = {},
  responses,
  ...route
}: Omit<RouteConfig, 'middleware'>): Contract {
  const name = `${method} ${path}`;
  const { params, query, headers, cookies, body } = request as Partial<Record<string, z.ZodType>> & {
    body?: { content: object; required?: boolean };
  };
  const closed = (schema: z.ZodType | undefined): z.ZodType | undefined => {
    if (schema instanceof z.ZodObject && schema.def.catchall === undefined)
      throw new TypeError(`${name}: use z.strictObject, or z.looseObject for an input that is ignored`);
    return schema;
  };
  if (/[:*]/.test(path) || path.includes('{') !== (params !== undefined))
    throw new TypeError(`${name}: write parameters as {id}, and give them a schema`);
  if (headers !== undefined && !isOfHeaders(headers))
    throw new TypeError(`${name}: headers are a z.object with names in lower case`);
  const content = body && contentOf(body);
  const answers: Contract['answers'] = new Map(
    Object.entries<object>(responses).map(([status, answer]) => [Number(status), contentOf(answer)]),
  );
  for (const schema of [params, query, headers, cookies, ...(content?.values() ?? [])])
    if (schema) assertShown(name, schema, 'input');
  for (const answer of answers.values())
    for (const schema of answer.values()) assertShown(name, schema, 'output');
  const needsBody = body?.required !== false;
  content?.forEach((schema, type) => {
    closed(schema);
    if (isForm(type)) formReaders.set(schema, decimals(schema));
    if (schema !== rawBody && !isJson(type) && !isForm(type))
      throw new TypeError(`${name}: a body of ${type} is read by the handler, so its schema is rawBody`);
    if (!needsBody && !schema.safeParse(undefined).success)
      throw new TypeError(`${name}: a body that may be missing needs a schema that says so: .optional()`);
  });
  return {
    route: name,
    params: closed(params),
    query: closed(query),
    headers,
    cookies,
    body: content,
    needsBody,
    limit: (route as { 'x-body-limit'?: number })['x-body-limit'] ?? jsonLimits.bytes,
    answers,
  };
}

const contentOf = ({ content = {} }: { readonly content?: object }): Content =>
  new Map(
    Object.entries(content).map(([type, { schema }]: [string, { schema: z.ZodType }]) => [
      mediaTypeOf(type),
      schema,
    ]),
  );
