import { givenJson, type GivenJson } from '../good-requests/given-json.js';
import { linesText, linesToAdd } from '../good-requests/lines-to-add.js';
import { loginFor, noGoodRequests, probesFile } from '../good-requests/good-requests.js';
import { isDone, toldOf, type Answered } from './answered.js';
import type { Client } from './client.js';
import type { JsonRoute, Routes } from './found-routes.js';
import type { Hints } from './hints.js';
import { jsonAsk } from './json-ask.js';
import { isLoginPath } from './login-path.js';
import type { Operation } from './operation.js';
import { orRefused } from './or-refused.js';
import type { Server } from './server.js';
import { Refused } from './transport.js';

interface Looking {
  readonly server: Server;
  readonly client: Client;
  readonly hints: Hints;
  readonly operations: readonly Operation[];
  readonly document: unknown;
}

const maxTries = 40;

/**
 * The first route that takes JSON from anybody, and those that need what rampart.probes.json says. Its routes
 * come last, so that they never take the place of one that was found without them.
 */
export async function jsonRoutes(
  looking: Looking,
): Promise<Pick<Routes, 'json' | 'jsons' | 'mistakes' | 'noJson' | 'addJson'>> {
  const { server, client, hints } = looking;
  const { given = noGoodRequests } = hints;
  const candidates = candidatesOf(looking);
  const answers: Tried[] = [];
  const json = await firstTaken(client, candidates, answers);
  if (json instanceof Refused) return { json: undefined, jsons: [], mistakes: [], noJson: json.message };
  const behindLogin =
    json === undefined
      ? await firstTaken(
          client,
          candidates.flatMap((route) => {
            const login = loginFor(given, route);
            return login === undefined ? [] : [{ ...route, login }];
          }),
          answers,
        )
      : undefined;
  const named: GivenJson = await givenJson(server, client, given);
  const found = [json, behindLogin, ...named.routes].filter(
    (route): route is JsonRoute => route !== undefined && !(route instanceof Refused),
  );
  const jsons = [...new Map(found.map((route) => [`${route.method} ${route.path}`, route])).values()];
  const plain = json ?? jsons.find(({ login, headers, made }) => (login ?? headers ?? made) === undefined);
  const told = { json: plain, jsons, mistakes: named.mistakes };
  return jsons.length > 0
    ? { ...told, noJson: '' }
    : { ...told, noJson: noJsonWords(answers), ...addJson(looking, answers) };
}

/** Lines for the route that most likely takes JSON: one behind a login, or else one that refused the guess. */
function addJson({ operations, document }: Looking, answers: readonly Tried[]): Pick<Routes, 'addJson'> {
  const others = answers.filter(({ route }) => !isLoginPath(route.path));
  const best =
    others.find(({ reply: { status } }) => status === 401 || status === 403) ??
    others.find(({ reply: { status } }) => status >= 400 && ![404, 405, 429].includes(status));
  if (best === undefined) return {};
  const { method, path, sample } = best.route;
  const template = operations.find((one) => one.method === method && one.path === path)?.template ?? path;
  const { status } = best.reply;
  return {
    addJson: linesText([linesToAdd({ method, template, status, operations, document, sample })]),
  };
}

interface Tried extends Answered {
  readonly route: JsonRoute;
}

const noJsonWords = (answers: readonly Tried[]): string =>
  `no route takes JSON${toldOf(answers)}: name one with --route "POST /path", or a good request in ${probesFile}`;

function candidatesOf({ server, hints, operations }: Looking): readonly JsonRoute[] {
  const described = operations
    .filter(({ method, body }) => body !== undefined && ['POST', 'PUT', 'PATCH'].includes(method))
    .sort(
      (a, b) =>
        Number(hasText(b.body?.sample)) - Number(hasText(a.body?.sample)) ||
        a.params.length - b.params.length,
    )
    .map(({ method, path, body }) => ({ method, path, sample: body?.sample }));
  const samples = [...(hints.samples ?? []), anyone];
  const takes = hints.read.filter(({ method }) => ['POST', 'PUT', 'PATCH'].includes(method));
  const plain = [...hints.asked, ...takes]
    .filter(({ method, path }) => ['POST', 'PUT', 'PATCH'].includes(method) && !/[*{:]/.test(path))
    .flatMap(({ method, path }) => samples.map((sample) => ({ method, path, sample })));
  // On a stranger's server this could overwrite an item.
  const things =
    server.mode === 'own-boot'
      ? takes.flatMap(({ method, path }) =>
          filledPaths(path).flatMap((filled) => samples.map((sample) => ({ method, path: filled, sample }))),
        )
      : [];
  return [...described, ...plain, ...things]
    .slice(0, maxTries)
    .filter(
      (route): route is JsonRoute =>
        typeof route.sample === 'object' && route.sample !== null && !Array.isArray(route.sample),
    );
}

/** The first that is answered 2xx; the answers of the others are added. */
async function firstTaken(
  client: Client,
  routes: readonly JsonRoute[],
  answers: Tried[],
): Promise<JsonRoute | Refused | undefined> {
  for (const route of routes) {
    const reply = await orRefused(client.request(jsonAsk(route, JSON.stringify(route.sample))));
    if (reply instanceof Refused) return reply;
    if (isDone(reply.status)) return route;
    answers.push({ what: `${route.method} ${route.path}`, reply, route });
  }
  return undefined;
}

/** Most questions are about texts: a list of lines, or a set of numbers, answers few of them. */
const hasText = (sample: unknown): boolean =>
  Object.values(sample ?? {}).some((value) => typeof value === 'string');

/** '/users/:id' with ids that many services accept; none for paths without parameters, or with patterns. */
export const filledPaths = (path: string): readonly string[] =>
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
