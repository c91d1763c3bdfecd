import { Hono, type Context } from 'hono';
import type { z } from 'zod';
import type { ServiceContext, ServiceEnv } from './hono.js';
import { inputOf, refuseOtherMethods, respond } from './mount.js';
import {
  answerText,
  assertSchemas,
  noInput,
  validInput,
  type Body,
  type BodyOf,
  type Operation,
  type Responses,
  type Strict,
} from './route.js';

type None = typeof noInput.params;

/** An operation in Hono's terms. An input that it does not name is refused. */
interface Described<P, Q, H, B, R> {
  readonly summary: string;
  readonly param?: P;
  readonly query?: Q;
  /** The headers that the handler reads. It gets no others. */
  readonly header?: H;
  readonly json?: B;
  readonly responses: R;
}

declare const checked: unique symbol;
/** An answer that c.var.answer made. */
export type Answered = Response & { readonly [checked]: true };

/** Makes an answer with a declared status, and sends only what its schema names. */
type Answer<R extends Responses> = <S extends keyof R & number>(
  status: S,
  body: BodyOf<R[S]>,
  headers?: Readonly<Record<string, string>>,
) => Answered;

type OperationContext<
  P extends Strict,
  Q extends Strict,
  H extends z.ZodObject,
  B extends Body,
  R extends Responses,
> = Context<
  ServiceEnv & { Variables: { answer: Answer<R> } },
  string,
  {
    out: {
      param: z.output<P>;
      query: z.output<Q>;
      header: z.output<H>;
      json: B extends z.ZodType ? z.output<B> : undefined;
    };
  }
>;

type Register = <
  R extends Responses,
  P extends Strict = None,
  Q extends Strict = None,
  H extends z.ZodObject = typeof noInput.headers,
  B extends Body = 'none',
>(
  path: string,
  operation: Described<P, Q, H, B, R>,
  handler: (c: OperationContext<P, Q, H, B, NoInfer<R>>) => Answered | Promise<Answered>,
) => Api;

/** The operations of one resource. Only checked operations can be registered here. */
export interface Api extends Readonly<Record<Operation['method'], Register>> {
  readonly operations: readonly Operation[];
  /** For app.route(): the operations, and 405 for other methods on their paths. */
  toApp(): Hono<ServiceEnv>;
}

export function createApi(): Api {
  const app = new Hono<ServiceEnv>();
  const operations: Operation[] = [];
  const register =
    (method: Operation['method']): Register =>
    (path, described, handler) => {
      const operation = operationOf(method, path, described);
      assertSchemas(operation);
      operations.push(operation);
      app.on(method.toUpperCase(), path, check(operation, handler as unknown as Handler));
      return api;
    };
  const api: Api = {
    operations,
    get: register('get'),
    post: register('post'),
    put: register('put'),
    patch: register('patch'),
    delete: register('delete'),
    toApp: () => {
      refuseOtherMethods(app, operations);
      return app;
    },
  };
  return api;
}

const operationOf = (
  method: Operation['method'],
  path: string,
  { summary, param, query, header, json, responses }: Described<Strict, Strict, z.ZodObject, Body, Responses>,
): Operation => ({
  method,
  path,
  summary,
  responses,
  params: param ?? noInput.params,
  query: query ?? noInput.query,
  headers: header ?? noInput.headers,
  body: json ?? noInput.body,
});

type AnsweringContext = Context<ServiceEnv & { Variables: { answer: Answer<Responses> } }>;
type Handler = (c: AnsweringContext) => Answered | Promise<Answered>;

/** Validates the inputs for c.req.valid(), and accepts only answers of c.var.answer. */
const check = (operation: Operation, handler: Handler) => async (c: ServiceContext) => {
  const { params, query, headers, body } = validInput(operation, inputOf(c));
  c.req.addValidatedData('param', params as object);
  c.req.addValidatedData('query', query as object);
  c.req.addValidatedData('header', headers as object);
  if (body !== undefined) c.req.addValidatedData('json', body as object);
  let answered: Response | undefined;
  const answering = c as unknown as AnsweringContext;
  answering.set('answer', (status, value, more) => {
    answered = respond(c, status, answerText(operation, status, value), more);
    return answered as Answered;
  });
  const response = await handler(answering);
  if (response !== answered) throw new TypeError(`${operation.path} did not answer with c.var.answer`);
  return response;
};
