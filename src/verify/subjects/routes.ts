import { isDone, toldOf, type Answered } from './answered.js';
import type { Client } from './client.js';
import type { Routes } from './found-routes.js';
import type { Reply } from './http.js';
import type { Mode } from './modes.js';
import type { Operation, Parameter } from './operation.js';
import { targetFor } from './request-target.js';
import { sampleOf, type Schema } from './samples.js';
import type { Server } from './server.js';
import { Refused } from './transport.js';

export interface Hints {
  /** --route "GET /x" */
  readonly asked: readonly { readonly method: string; readonly path: string }[];
  /** Read from the syntax tree. */
  readonly read: readonly { readonly method: string; readonly path: string }[];
  /** Bodies that the schemas in the source would take. */
  readonly samples?: readonly Readonly<Record<string, unknown>>[];
  /** Texts of the source that could be paths. */
  readonly paths?: readonly string[];
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
  const client = server.client();
  const document = await hints.openapi();
  const operations = operationsOf(document);
  const gets = [...knownGets(server, hints, operations), ...common].sort(
    (a, b) => Number(isHealth(a)) - Number(isHealth(b)),
  );
  const asked = pathsOf(hints.asked, 'GET').map(targetFor);
  const found = await firstOk(
    server,
    client,
    [...new Set([...asked, ...gets])].slice(0, triesIn[server.mode]),
  );
  const json = await firstJson(client, hints, operations);
  return { ...found, ...json, operations, document, paths: hints.paths ?? [] };
}

/**
 * A path that a document or a source names may do something on GET: log a user out, unsubscribe one, start a job.
 * So nobody's server is asked for it, unless it may be attacked; the common paths and what the user names are enough.
 */
const knownGets = (server: Server, hints: Hints, operations: readonly Operation[]): readonly string[] =>
  server.mode === 'passive'
    ? []
    : [
        ...operations
          .filter(({ method, params }) => method === 'GET' && params.length === 0)
          .map(({ path }) => path),
        ...pathsOf(hints.read, 'GET'),
      ];
const triesIn: Readonly<Record<Mode, number>> = { passive: 20, active: maxTries, 'own-boot': maxTries };

/** Health pages are often exempt from rules, so any other page shows more. */
const isHealth = (path: string): boolean => /live|ready|health|ping|status|openapi/i.test(path);

const pathsOf = (list: Hints['asked'], method: string): readonly string[] =>
  list.filter((one) => one.method === method && !/[:*{]/.test(one.path)).map(({ path }) => path);

async function firstOk(
  server: Server,
  client: Client,
  paths: readonly string[],
): Promise<Pick<Routes, 'ok' | 'because'>> {
  const answers: Answered[] = [];
  for (const path of paths) {
    const reply = await orRefused(server.page(path, client));
    if (reply instanceof Refused) return { ok: undefined, because: reply.message };
    if (isDone(reply.status)) return { ok: path, because: '' };
    answers.push({ what: `GET ${path}`, reply });
  }
  const because = `no route answers 2xx${toldOf(answers)}: name one that does with --route "GET /path"`;
  return { ok: undefined, because };
}

async function firstJson(
  client: Client,
  hints: Hints,
  operations: readonly Operation[],
): Promise<Pick<Routes, 'json' | 'noJson'>> {
  const described = operations
    .filter(({ method, body }) => body !== undefined && ['POST', 'PUT', 'PATCH'].includes(method))
    .sort((a, b) => a.params.length - b.params.length)
    .map(({ method, path, body }) => ({ method, path, sample: body?.sample }));
  const plain = [...hints.asked, ...hints.read]
    .filter(({ method, path }) => ['POST', 'PUT', 'PATCH'].includes(method) && !/[*{:]/.test(path))
    .flatMap(({ method, path }) =>
      [...(hints.samples ?? []), anyone].map((sample) => ({ method, path, sample })),
    );
  const answers: Answered[] = [];
  for (const { method, path, sample } of [...described, ...plain].slice(0, maxTries)) {
    if (typeof sample !== 'object' || sample === null || Array.isArray(sample)) continue;
    const headers = { 'content-type': 'application/json' };
    const reply = await orRefused(client.request({ method, path, headers, body: JSON.stringify(sample) }));
    if (reply instanceof Refused) return { json: undefined, noJson: reply.message };
    const { status } = reply;
    if (isDone(status))
      return { json: { method, path, sample: sample as Record<string, unknown>, status }, noJson: '' };
    answers.push({ what: `${method} ${path}`, reply });
  }
  const noJson = `no route takes JSON${toldOf(answers)}: name one with --route "POST /path"`;
  return { json: undefined, noJson };
}

const anyone = {
  name: 'probe',
  title: 'probe',
  text: 'probe',
  email: 'probe@rampart.test',
  password: 'A long probe passphrase 7',
};

const orRefused = (reply: Promise<Reply>): Promise<Reply | Refused> =>
  reply.catch((error: unknown) => {
    if (error instanceof Refused) return error;
    throw error;
  });

interface Described {
  readonly parameters?: readonly { name?: string; in?: string; required?: boolean; schema?: Schema }[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { schema?: Schema }>> };
  readonly responses?: Readonly<Record<string, unknown>>;
}

/** Every operation of the document; anything that is not OpenAPI 3 gives none. */
export function operationsOf(document: unknown): readonly Operation[] {
  const { paths } = (document ?? {}) as {
    paths?: Readonly<Record<string, Readonly<Record<string, Described>> | null>>;
  };
  if (typeof paths !== 'object' || paths === null) return [];
  return Object.entries(paths).flatMap(([template, item]) =>
    methods.flatMap((method) => {
      const described = item?.[method];
      return described ? [operationOf(template, method, described, item?.['parameters'], document)] : [];
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
