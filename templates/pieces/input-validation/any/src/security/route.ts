import { z } from 'zod';
import { Problem } from './problem.js';

type Strict = z.ZodObject<z.core.$ZodLooseShape, z.core.$strict>;
type Body = z.ZodType | 'none';
type Responses = Readonly<Record<number, z.ZodType | null>>;

/** What a handler may answer: a declared status, with the body of its schema. */
type Answer<R extends Responses> = {
  [S in keyof R & number]: {
    readonly status: S;
    readonly body: R[S] extends z.ZodType ? z.input<R[S]> : null;
    readonly headers?: Readonly<Record<string, string>>;
  };
}[keyof R & number];

/** One operation. Every input and output has a schema; 'none' and null say that there is none. */
export interface Route<
  P extends Strict,
  Q extends Strict,
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
type AnyRoute = Omit<Route<Strict, Strict, z.ZodObject, Body, Responses>, 'handler'>;

declare const checked: unique symbol;
/** A route that defineRoute has checked; only these can be mounted. */
export type CheckedRoute = AnyRoute & { readonly [checked]: true; handler(input: never): unknown };

const known = new WeakSet<AnyRoute>();

/** The inputs of an operation that has none; spread it and name the others. */
export const noInput = {
  params: z.strictObject({}),
  query: z.strictObject({}),
  headers: z.object({}),
  body: 'none',
} as const;

/** Declares an operation. One without schemas does not compile, and throws if it came here all the same. */
export function defineRoute<
  P extends Strict,
  Q extends Strict,
  H extends z.ZodObject,
  B extends Body,
  R extends Responses,
>(route: Route<P, Q, H, B, R>): CheckedRoute {
  const { params, query, headers, body, responses } = route;
  const outputs = Object.values<unknown>(responses ?? {});
  const schemas = [
    params,
    query,
    headers,
    ...(body === 'none' ? [] : [body]),
    ...outputs.filter((schema) => schema !== null),
  ];
  if (outputs.length === 0 || !schemas.every((schema) => schema instanceof z.ZodType)) {
    throw new TypeError(
      `${route.method} ${route.path} needs schemas for params, query, headers, body and responses`,
    );
  }
  known.add(route);
  return route as unknown as CheckedRoute;
}

/** Throws for a route that did not come from defineRoute. */
export function assertChecked(route: CheckedRoute): void {
  if (!known.has(route)) throw new TypeError(`${route.method} ${route.path} was not made by defineRoute`);
}

/** Validates what came, runs the handler, and lets out only what the schema of its answer names. */
export async function perform(
  route: CheckedRoute,
  given: {
    readonly params: unknown;
    readonly query: unknown;
    readonly headers: unknown;
    readonly body: unknown;
  },
) {
  const input = {
    params: valid('params', route.params, given.params),
    query: valid('query', route.query, given.query),
    headers: valid('headers', route.headers, given.headers),
    body: valid('body', route.body === 'none' ? nothing : route.body, given.body),
  };
  const answer = (await route.handler(input as never)) as Answer<Responses>;
  const schema = route.responses[answer.status];
  if (schema === undefined)
    throw new TypeError(`${route.path} answered an undeclared ${String(answer.status)}`);
  const text = schema === null ? undefined : JSON.stringify(schema.parse(answer.body));
  return { status: answer.status, headers: answer.headers ?? {}, text };
}

const nothing = z.undefined();

function valid(where: string, schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = result.error.issues.slice(0, 20);
  throw new Problem('validation_failed', {
    errors: errors.map(({ path, code }) => ({ in: where, path: path.join('.'), code })),
  });
}
