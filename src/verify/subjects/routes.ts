import { sampleOf } from './samples.js';
import type { Schema } from './samples.js';
import type { Server } from './server.js';

/** One operation of an OpenAPI document, with samples filled in. */
export interface Operation {
  readonly method: string;
  /** '/notes/{id}' */
  readonly template: string;
  /** '/notes/3f2b…' */
  readonly path: string;
  readonly query: readonly Parameter[];
  readonly params: readonly Parameter[];
  readonly body?: { readonly schema: Schema; readonly sample: unknown };
  readonly documented: readonly number[];
}
export interface Parameter {
  readonly name: string;
  readonly required: 'yes' | 'no';
  readonly schema: Schema;
}

/** A route that takes JSON, shown to work by sending it a good body. */
export interface JsonRoute {
  readonly method: string;
  readonly path: string;
  readonly sample: Readonly<Record<string, unknown>>;
  /** What a good body was answered with. */
  readonly status: number;
}

export interface Routes {
  /** Path whose GET answers 2xx: the positive control of everything else. */
  readonly ok: string | undefined;
  readonly json: JsonRoute | undefined;
  readonly operations: readonly Operation[];
  /** Root of the document, for references. */
  readonly document: unknown;
}

export interface Hints {
  /** --route "GET /x" */
  readonly asked: readonly { readonly method: string; readonly path: string }[];
  /** Read from the syntax tree. */
  readonly read: readonly { readonly method: string; readonly path: string }[];
  /** Bodies that the schemas in the source would take. */
  readonly samples?: readonly Readonly<Record<string, unknown>>[];
  openapi(): Promise<unknown>;
}

const common = [
  '/',
  '/livez',
  '/health',
  '/healthz',
  '/readyz',
  '/status',
  '/ping',
  '/api',
  '/api/health',
  '/version',
];
const methods = ['get', 'post', 'put', 'patch', 'delete'];
const maxTries = 40;

/** Finds a 2xx route and a JSON route on this very server; what it cannot find, probes call inconclusive. */
export async function findRoutes(server: Server, hints: Hints): Promise<Routes> {
  const document = await hints.openapi();
  const operations = operationsOf(document);
  const gets = [
    ...operations
      .filter(({ method, params }) => method === 'GET' && params.length === 0)
      .map(({ path }) => path),
    ...pathsOf(hints.read, 'GET'),
    ...common,
  ].sort((a, b) => Number(isHealth(a)) - Number(isHealth(b)));
  const ok = await firstOk(
    server,
    [...new Set([...pathsOf(hints.asked, 'GET'), ...gets])].slice(0, maxTries),
  );
  const json = server.reach === 'writes' ? await firstJson(server, hints, operations) : undefined;
  return { ok, json, operations, document };
}

/** Health pages are often exempt from rules, so any other page shows more. */
const isHealth = (path: string): boolean => /live|ready|health|ping|status|openapi/i.test(path);

const pathsOf = (list: Hints['asked'], method: string): readonly string[] =>
  list.filter((one) => one.method === method && !/[:*{]/.test(one.path)).map(({ path }) => path);

async function firstOk(server: Server, paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    const { status } = await server.request({ path });
    if (status >= 200 && status < 300) return path;
  }
  return undefined;
}

async function firstJson(
  server: Server,
  hints: Hints,
  operations: readonly Operation[],
): Promise<JsonRoute | undefined> {
  const described = operations
    .filter(({ method, body }) => body !== undefined && ['POST', 'PUT', 'PATCH'].includes(method))
    .sort((a, b) => a.params.length - b.params.length)
    .map(({ method, path, body }) => ({ method, path, sample: body?.sample }));
  const plain = [...hints.asked, ...hints.read]
    .filter(({ method, path }) => ['POST', 'PUT', 'PATCH'].includes(method) && !/[*{:]/.test(path))
    .flatMap(({ method, path }) =>
      [...(hints.samples ?? []), anyone].map((sample) => ({ method, path, sample })),
    );
  for (const { method, path, sample } of [...described, ...plain].slice(0, maxTries)) {
    if (typeof sample !== 'object' || sample === null || Array.isArray(sample)) continue;
    const { status } = await server.request({
      method,
      path,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(sample),
    });
    if (status >= 200 && status < 300)
      return { method, path, sample: sample as Record<string, unknown>, status };
  }
  return undefined;
}

const anyone = {
  name: 'probe',
  title: 'probe',
  text: 'probe',
  email: 'probe@rampart.test',
  password: 'A long probe passphrase 7',
};

interface Described {
  readonly parameters?: readonly { name?: string; in?: string; required?: boolean; schema?: Schema }[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { schema?: Schema }>> };
  readonly responses?: Readonly<Record<string, unknown>>;
}

/** Every operation of the document; anything that is not OpenAPI 3 gives none. */
export function operationsOf(document: unknown): readonly Operation[] {
  const { paths } = (document ?? {}) as {
    paths?: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  };
  if (typeof paths !== 'object' || paths === null) return [];
  return Object.entries(paths).flatMap(([template, item]) =>
    methods.flatMap((method) => {
      const described = item[method];
      return described ? [operationOf(template, method, described, item['parameters'], document)] : [];
    }),
  );
}

function operationOf(
  template: string,
  method: string,
  described: Described,
  shared: unknown,
  root: unknown,
): Operation {
  const all = [
    ...(Array.isArray(shared) ? (shared as NonNullable<Described['parameters']>) : []),
    ...(described.parameters ?? []),
  ];
  const inside = (place: string): readonly Parameter[] =>
    all
      .filter((one) => one.in === place)
      .map(({ name = '', required, schema = {} }) => ({
        name,
        required: required === true ? 'yes' : 'no',
        schema,
      }));
  const params = inside('path');
  const path = params.reduce(
    (text, { name, schema }) => text.replace(`{${name}}`, encodeURIComponent(String(sampleOf(schema, root)))),
    template,
  );
  const schema = described.requestBody?.content?.['application/json']?.schema;
  return {
    method: method.toUpperCase(),
    template,
    path,
    params,
    query: inside('query'),
    ...(schema ? { body: { schema, sample: sampleOf(schema, root) } } : {}),
    documented: Object.keys(described.responses ?? {})
      .map(Number)
      .filter(Number.isInteger),
  };
}
