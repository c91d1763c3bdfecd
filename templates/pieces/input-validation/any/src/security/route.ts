import { z } from 'zod';
import { Problem } from './problem.js';

export type Strict = z.ZodObject<z.core.$ZodLooseShape, z.core.$strict>;
/** A query is closed, unless nobody reads it. */
export type Query = Strict | typeof anyQuery;
export type Body = z.ZodType | 'none';
export type Responses = Readonly<Record<number, z.ZodType | null>>;

/** What a handler gives for the body of an answer, by the answer's schema. */
export type BodyOf<S> = S extends z.ZodType ? z.input<S> : null;

/** What a handler may answer: a declared status, with the body of its schema. */
export type Answer<R extends Responses = Responses> = {
  [S in keyof R & number]: {
    readonly status: S;
    readonly body: BodyOf<R[S]>;
    readonly headers?: Readonly<Record<string, string>>;
  };
}[keyof R & number];

/** One operation. Every input and output has a schema; 'none' and null say that there is none. */
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
  /** The headers that the handler reads; it sees no others. */
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
/** Everything about an operation but what it does: enough to guard it and to describe it. */
export type Operation = Omit<Route<Strict, Query, z.ZodObject, Body, Responses>, 'handler'>;

declare const checked: unique symbol;
/** A route that defineRoute has checked; only these can be mounted. */
export type CheckedRoute = Operation & { readonly [checked]: true; handler(input: never): unknown };

const known = new WeakSet<Operation>();

/** The inputs of an operation that has none; spread it and name the others. */
export const noInput = {
  params: z.strictObject({}),
  query: z.strictObject({}),
  headers: z.object({}),
  body: 'none',
} as const;

/**
 * The query of an operation that ignores it: health checks come with words of their own, or with a number
 * against caches.
 */
export const anyQuery = z.looseObject({});

/** The schema of an answer that is plain text; its handler names the Content-Type. Every other answer is JSON. */
export const plainText = z.string();

/** Declares an operation. One without schemas does not compile, and throws if it came here all the same. */
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

/** Throws for an operation without schemas for everything that comes in and goes out. */
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

/** Notes down what an app serves, so that the app can be described. */
export function noteMounted(app: object, operations: readonly Operation[]): void {
  mounted.set(app, [...mountedOn(app), ...operations]);
}

export const mountedOn = (app: object): readonly Operation[] => mounted.get(app) ?? [];

/** The Allow header of a path. */
export function allowedMethods(routes: readonly Operation[], path: string): string {
  const methods = routes.filter((route) => route.path === path).map(({ method }) => method.toUpperCase());
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
}

/** What came with a request, of any shape. */
export interface Given {
  readonly params: unknown;
  readonly query: unknown;
  readonly headers: unknown;
  readonly body: unknown;
}

/** Validates what came, runs the handler, and lets out only what the schema of its answer names. */
export async function perform(route: CheckedRoute, given: Given) {
  const answer = (await route.handler(validInput(route, given) as never)) as Answer;
  const text = answerText(route, answer.status, answer.body);
  return { status: answer.status, headers: answer.headers ?? {}, text };
}

/** The input as its schemas make it; a Problem says what does not fit. */
export const validInput = ({ params, query, headers, body }: Operation, given: Given) => ({
  params: valid('params', params, given.params),
  query: valid('query', query, given.query),
  headers: valid('headers', headers, given.headers),
  body: valid('body', body === 'none' ? nothing : body, given.body),
});

/**
 * The answer as JSON or plain text, with what its schema names and nothing else; undefined where there is
 * no body.
 */
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
