import { z } from 'zod';
import { Problem } from './problem.js';

export type Strict = z.ZodObject<z.core.$ZodLooseShape, z.core.$strict>;
/** A query's schema is strict, unless the handler ignores the query. */
export type Query = Strict | typeof anyQuery;
export type Body = z.ZodType | 'none';
export type Responses = Readonly<Record<number, z.ZodType | null>>;

/** What a handler returns as the body of an answer with this schema. */
export type BodyOf<S> = S extends z.ZodType ? z.input<S> : null;

/** What a handler may return: a declared status, with a body that fits its schema. */
export type Answer<R extends Responses = Responses> = {
  [S in keyof R & number]: {
    readonly status: S;
    readonly body: BodyOf<R[S]>;
    readonly headers?: Readonly<Record<string, string>>;
  };
}[keyof R & number];

/** One operation. Every input and output has a schema; 'none' and null mean that there is none. */
export interface Route<
  P extends Strict,
  Q extends Query,
  H extends z.ZodObject,
  B extends Body,
  R extends Responses,
> {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
  readonly summary: string;
  readonly params: P;
  readonly query: Q;
  /** The headers that the handler reads. It gets no others. */
  readonly headers: H;
  readonly body: B;
  readonly responses: R;
  handler(input: {
    readonly params: z.output<P>;
    readonly query: z.output<Q>;
    readonly headers: z.output<H>;
    readonly body: B extends z.ZodType ? z.output<B> : undefined;
  }): Answer<NoInfer<R>> | Promise<Answer<NoInfer<R>>>;
}
/** An operation without its handler: enough to check and to describe it. */
export type Operation = Omit<Route<Strict, Query, z.ZodObject, Body, Responses>, 'handler'>;

declare const checked: unique symbol;
/** A route that defineRoute has checked; only these can be mounted. */
export type CheckedRoute = Operation & { readonly [checked]: true; handler(input: never): unknown };

const known = new WeakSet<Operation>();

/** The inputs of an operation that takes none. Spread it, and override what it takes. */
export const noInput = {
  params: z.strictObject({}),
  query: z.strictObject({}),
  headers: z.object({}),
  body: 'none',
} as const;

/** For operations that ignore their query: health checks come with extra parameters, or a number against caching. */
export const anyQuery = z.looseObject({});

/** The schema of a plain-text answer; its handler sets Content-Type. All other answers are JSON. */
export const plainText = z.string();

/** Declares an operation. Without schemas it does not compile, and throws at run time if types were bypassed. */
export function defineRoute<
  P extends Strict,
  Q extends Query,
  H extends z.ZodObject,
  B extends Body,
  R extends Responses,
>(route: Route<P, Q, H, B, R>): CheckedRoute {
  assertSchemas(route);
  known.add(route);
  return route as unknown as CheckedRoute;
}

/** Throws for an operation that lacks a schema for an input or an answer. */
export function assertSchemas({ method, path, params, query, headers, body, responses }: Operation): void {
  const outputs = Object.values<unknown>(responses ?? {});
  const schemas = [
    params,
    query,
    headers,
    ...(body === 'none' ? [] : [body]),
    ...outputs.filter((schema) => schema !== null),
  ];
  if (outputs.length === 0 || !schemas.every((schema) => schema instanceof z.ZodType)) {
    throw new TypeError(`${method} ${path} needs schemas for params, query, headers, body and responses`);
  }
}

/** Throws for a route that did not come from defineRoute. */
export function assertChecked(route: CheckedRoute): void {
  if (!known.has(route)) throw new TypeError(`${route.method} ${route.path} was not made by defineRoute`);
}

const mounted = new WeakMap<object, Operation[]>();

/** Stores what an app serves, so that the OpenAPI document can describe it. */
export function noteMounted(app: object, operations: readonly Operation[]): void {
  mounted.set(app, [...mountedOn(app), ...operations]);
}

export const mountedOn = (app: object): readonly Operation[] => mounted.get(app) ?? [];

/** The Allow header of a path. */
export function allowedMethods(routes: readonly Operation[], path: string): string {
  const methods = routes.filter((route) => route.path === path).map(({ method }) => method.toUpperCase());
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
}

/** The inputs of a request, not yet checked. */
export interface Given {
  readonly params: unknown;
  readonly query: unknown;
  readonly headers: unknown;
  readonly body: unknown;
}

/** Validates the inputs, runs the handler, and sends only what the answer's schema names. */
export async function perform(route: CheckedRoute, given: Given) {
  const answer = (await route.handler(validInput(route, given) as never)) as Answer;
  const text = answerText(route, answer.status, answer.body);
  return { status: answer.status, headers: answer.headers ?? {}, text };
}

/** Parses the inputs by their schemas. Throws a Problem that says what does not fit. */
export const validInput = ({ params, query, headers, body }: Operation, given: Given) => ({
  params: valid('params', params, given.params),
  query: valid('query', query, given.query),
  headers: valid('headers', headers, given.headers),
  body: valid('body', body === 'none' ? nothing : body, given.body),
});

/** The answer as JSON or plain text, with only what its schema names; undefined where it has no body. */
export function answerText(
  { path, responses }: Operation,
  status: number,
  body: unknown,
): string | undefined {
  const schema = responses[status];
  if (schema === undefined) throw new TypeError(`${path} answered an undeclared ${String(status)}`);
  if (schema === null) return undefined;
  return schema === plainText ? plainText.parse(body) : JSON.stringify(schema.parse(body));
}

const nothing = z.undefined();

export function valid(where: keyof Given, schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = result.error.issues.slice(0, 20);
  throw new Problem('validation_failed', {
    errors: errors.map(({ path, code }) => ({ in: where, path: path.join('.'), code })),
  });
}
