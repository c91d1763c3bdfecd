import { fail, inconclusive, onBench, pass, verdictOf } from '../probe.js';
import type { Operation } from '../subjects/routes.js';
import { resolve } from '../subjects/samples.js';
import type { Schema } from '../subjects/samples.js';

interface Transcript {
  readonly routes: number;
  readonly tried: number;
  readonly taken: readonly { readonly what: string; readonly status: number }[];
}

/** Every operation of the document that the service gives in development, asked in production. */
export const everyRouteRefusesBadInput = onBench<Transcript>({
  id: 'every-route-refuses-bad-input',
  question: 'Does every route refuse what its schema does not allow, and never with a 5xx?',
  safety: 'active',
  exercise: async (bench) => {
    const { server } = await bench.shared('production');
    const { operations, json, document } = await server.routes();
    const asks =
      operations.length > 0
        ? operations.flatMap((operation) => badFor(operation, document))
        : fromRoute(json);
    const taken: Transcript['taken'][number][] = [];
    for (const { what, ...ask } of asks.slice(0, 400)) {
      const { status } = await server.request(ask, server.freshClient());
      if (status < 400 || status >= 500) taken.push({ what, status });
    }
    return { routes: operations.length || (json ? 1 : 0), tried: asks.length, taken };
  },
  read: ({ routes, tried, taken }) => {
    if (tried === 0) return [inconclusive('found no route: name one with --route "POST /path"')];
    return verdictOf(
      taken
        .map(({ what, status }) =>
          fail(status >= 500 ? 'bad input makes it fail' : 'bad input is taken', `${what} -> ${status}`),
        )
        .slice(0, 8),
      pass(`${tried} bad inputs to ${routes} routes are refused`),
    );
  },
});

interface Bad {
  readonly what: string;
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

function badFor(operation: Operation, document: unknown): readonly Bad[] {
  const { method, template, path, params, body } = operation;
  const name = `${method} ${template}`;
  const json = { 'content-type': 'application/json' };
  const good = body === undefined ? {} : { headers: json, body: JSON.stringify(body.sample) };
  const bad: Bad[] = [
    { what: `${name}?rampart-unknown=1`, method, path: `${path}?rampart-unknown=1`, ...good },
  ];
  for (const param of params) {
    if (param.schema.format === undefined && param.schema.pattern === undefined) continue;
    bad.push({
      what: `${name} with ${param.name}=~`,
      method,
      path: template.replace(/\{[^}]+\}/g, '~~'),
      ...good,
    });
  }
  if (body === undefined) {
    if (method !== 'GET')
      bad.push({
        what: `${name} with a body that it does not take`,
        method,
        path,
        headers: json,
        body: '{"rampart":1}',
      });
    return bad;
  }
  return [
    ...bad,
    ...bodiesFor(body.schema, body.sample, document).map(([what, text]) => ({
      what: `${name} with ${what}`,
      method,
      path,
      headers: json,
      body: text,
    })),
  ];
}

/** Without a document: what no handler with a schema would take. */
function fromRoute(
  route: { readonly method: string; readonly path: string; readonly sample: unknown } | undefined,
): readonly Bad[] {
  if (route === undefined) return [];
  return bodiesFor({ type: 'object' }, route.sample, {}).map(([what, body]) => ({
    what: `${route.method} ${route.path} with ${what}`,
    method: route.method,
    path: route.path,
    headers: { 'content-type': 'application/json' },
    body,
  }));
}

function bodiesFor(
  schema: Schema,
  sample: unknown,
  document: unknown,
): readonly (readonly [string, string])[] {
  const whole = schema.$ref === undefined ? schema : resolve(schema.$ref, document);
  const record = typeof sample === 'object' && sample !== null ? (sample as Record<string, unknown>) : {};
  const without = (name: string): unknown =>
    Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
  return [
    ['an unknown member', JSON.stringify({ ...record, rampartUnknown: 'x', isAdmin: true })],
    ['an array', '[]'],
    ['null', 'null'],
    ['text', '"rampart"'],
    ['nothing', ''],
    ...(whole.required ?? []).map((name) => [`no ${name}`, JSON.stringify(without(name))] as const),
    ...Object.entries(whole.properties ?? {}).map(
      ([name, { type }]) =>
        [
          `${name} of another type`,
          JSON.stringify({ ...record, [name]: type === 'object' ? 'x' : { rampart: 1 } }),
        ] as const,
    ),
  ];
}
