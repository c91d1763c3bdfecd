import { isDone, toldOf, type Answered } from './answered.js';
import type { Client } from './client.js';
import type { JsonRoute, Routes } from './found-routes.js';
import type { Reply } from './http.js';
import type { Mode } from './modes.js';
import type { Operation } from './operation.js';
import { targetFor } from './request-target.js';
import { operationsOf } from './operations-of.js';
import type { Server } from './server.js';
import { Refused } from './transport.js';

export interface Hints {
  /** Routes from --route "GET /x". */
  readonly asked: readonly { readonly method: string; readonly path: string }[];
  /** Routes read from the syntax trees. */
  readonly read: readonly { readonly method: string; readonly path: string }[];
  /** Bodies that the schemas in the source accept. */
  readonly samples?: readonly Readonly<Record<string, unknown>>[];
  /** Texts in the source that may be paths. */
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
const maxTries = 40;

/** Finds a 2xx route and a JSON route on this server. If there is none, probes are inconclusive. */
export async function findRoutes(server: Server, hints: Hints): Promise<Routes> {
  const client = server.client();
  const document = await hints.openapi();
  const operations = operationsOf(document);
  const gets = [...knownGets(server, hints, operations), ...common].sort(
    (a, b) => Number(isHealth(a)) - Number(isHealth(b)),
  );
  const asked = getsOf(hints.asked).map(targetFor);
  const found = await firstOk(
    server,
    client,
    [...new Set([...asked, ...gets])].slice(0, triesIn[server.mode]),
  );
  const json = await firstJson(server, client, hints, operations);
  const made = found.ok === undefined ? await readWhatWasMade(server, client, json.json, hints) : {};
  return { ...found, ...made, ...json, operations, document, paths: hints.paths ?? [] };
}

/** If every GET is about one item, such as `/users/:id`, there is none at first: creates one, and reads it. */
async function readWhatWasMade(
  server: Server,
  client: Client,
  json: JsonRoute | undefined,
  { read }: Hints,
): Promise<Partial<Pick<Routes, 'ok' | 'because'>>> {
  if (json === undefined || server.mode !== 'own-boot') return {};
  const things = read.filter(({ method }) => method === 'GET').flatMap(({ path }) => filledPaths(path));
  const { ok } = await firstOk(server, client, [json.path, ...things].slice(0, maxTries));
  return ok === undefined ? {} : { ok, because: '' };
}

/**
 * A known path may have an effect on GET: log a user out, unsubscribe somebody, start a job. So a stranger's
 * server is asked for it only if it may be attacked; the usual paths and those named by the user are enough.
 */
const knownGets = (server: Server, hints: Hints, operations: readonly Operation[]): readonly string[] =>
  server.mode === 'passive'
    ? []
    : [
        ...operations
          .filter(({ method, params }) => method === 'GET' && params.length === 0)
          .map(({ path }) => path),
        ...getsOf(hints.read),
      ];
const triesIn: Readonly<Record<Mode, number>> = { passive: 20, active: maxTries, 'own-boot': maxTries };

/** Health pages are often exempt from rules, so other pages are preferred. */
const isHealth = (path: string): boolean => /live|ready|health|ping|status|openapi/i.test(path);

const getsOf = (list: Hints['asked']): readonly string[] =>
  list.filter(({ method, path }) => method === 'GET' && !/[:*{]/.test(path)).map(({ path }) => path);

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
  server: Server,
  client: Client,
  hints: Hints,
  operations: readonly Operation[],
): Promise<Pick<Routes, 'json' | 'noJson'>> {
  const described = operations
    .filter(({ method, body }) => body !== undefined && ['POST', 'PUT', 'PATCH'].includes(method))
    .sort(
      (a, b) =>
        Number(hasText(b.body?.sample)) - Number(hasText(a.body?.sample)) ||
        a.params.length - b.params.length,
    )
    .map(({ method, path, body }) => ({ method, path, sample: body?.sample }));
  const plain = [...hints.asked, ...hints.read]
    .filter(({ method, path }) => ['POST', 'PUT', 'PATCH'].includes(method) && !/[*{:]/.test(path))
    .flatMap(({ method, path }) =>
      [...(hints.samples ?? []), anyone].map((sample) => ({ method, path, sample })),
    );
  // On a stranger's server this could overwrite an item.
  const things =
    server.mode === 'own-boot'
      ? hints.read
          .filter(({ method }) => ['POST', 'PUT', 'PATCH'].includes(method))
          .flatMap(({ method, path }) =>
            filledPaths(path).flatMap((filled) =>
              [...(hints.samples ?? []), anyone].map((sample) => ({ method, path: filled, sample })),
            ),
          )
      : [];
  const answers: Answered[] = [];
  for (const { method, path, sample } of [...described, ...plain, ...things].slice(0, maxTries)) {
    if (typeof sample !== 'object' || sample === null || Array.isArray(sample)) continue;
    const headers = { 'content-type': 'application/json' };
    const reply = await orRefused(client.request({ method, path, headers, body: JSON.stringify(sample) }));
    if (reply instanceof Refused) return { json: undefined, noJson: reply.message };
    if (isDone(reply.status))
      return { json: { method, path, sample: sample as Record<string, unknown> }, noJson: '' };
    answers.push({ what: `${method} ${path}`, reply });
  }
  const noJson = `no route takes JSON${toldOf(answers)}: name one with --route "POST /path"`;
  return { json: undefined, noJson };
}

/** Most questions are about texts: a list of lines, or a set of numbers, answers few of them. */
const hasText = (sample: unknown): boolean =>
  Object.values(sample ?? {}).some((value) => typeof value === 'string');

/** '/users/:id' with ids that many services accept; none for paths without parameters, or with patterns. */
const filledPaths = (path: string): readonly string[] =>
  /:\w/.test(path) && !/[*({]/.test(path)
    ? ['1', '3f2b8c1e-6d4a-4f7b-9c0d-5e1a2b3c4d5e'].map((id) => path.replace(/:\w+\??/g, id))
    : [];

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
