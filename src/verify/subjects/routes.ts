import { isDone, toldOf, type Answered } from './answered.js';
import type { Client } from './client.js';
import type { JsonRoute, Routes } from './found-routes.js';
import { loginFor, noGoodRequests, probesFile } from '../good-requests/good-requests.js';
import type { Hints } from './hints.js';
import { filledPaths, jsonRoutes } from './json-routes.js';
import { orRefused } from './or-refused.js';
import type { Ask } from './http.js';
import type { Mode } from './modes.js';
import type { Operation } from './operation.js';
import { targetFor } from './request-target.js';
import { operationsOf } from './operations-of.js';
import type { Server } from './server.js';
import { Refused } from './transport.js';

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
  const found = await firstOk(server, client, [
    ...[...new Set([...asked, ...gets])].slice(0, triesIn[server.mode]),
    ...givenGets(hints),
  ]);
  const json = await jsonRoutes({ server, client, hints, operations, document });
  const made = found.ok === undefined ? await readWhatWasMade(server, client, json.json, hints) : {};
  const behind = (made.ok ?? found.ok) === undefined ? await firstBehindLogin(client, hints, operations) : {};
  const { given = noGoodRequests, paths = [] } = hints;
  return { ...found, ...made, ...behind, ...json, operations, document, paths, given };
}

/** If every page is behind a login, one that rampart.probes.json opens. */
async function firstBehindLogin(
  client: Client,
  { given = noGoodRequests }: Hints,
  operations: readonly Operation[],
): Promise<Partial<Pick<Routes, 'ok' | 'okLogin' | 'because'>>> {
  const named = given.requests
    .filter(({ ask }) => ask.method === 'GET' && isPlain(ask))
    .map(({ ask }) => ({ path: ask.path, login: ask.login ?? loginFor(given, ask) }));
  const described = operations
    .filter(({ method, params, query }) => method === 'GET' && params.length === 0 && query.length === 0)
    .map(({ path }) => ({ path, login: loginFor(given, { path }) }));
  for (const { path, login } of [...named, ...described].slice(0, mostGiven)) {
    if (login === undefined) continue;
    const reply = await orRefused(client.request({ path, login }));
    if (reply instanceof Refused) return {};
    if (isDone(reply.status)) return { ok: path, okLogin: login, because: '' };
  }
  return {};
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

/** Pages that rampart.probes.json names and that need no login, after all others. */
const givenGets = ({ given }: Hints): readonly string[] =>
  (given?.requests ?? [])
    .filter(({ ask }) => ask.method === 'GET' && ask.login === undefined && isPlain(ask))
    .map(({ ask }) => ask.path)
    .slice(0, mostGiven);
const mostGiven = 10;
const isPlain = ({ headers = {}, made }: Ask): boolean =>
  Object.keys(headers).length === 0 && made === undefined;

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
  const because =
    `no route answers 2xx${toldOf(answers)}: name one that does with --route "GET /path", ` +
    `or a login in ${probesFile}`;
  return { ok: undefined, because };
}
