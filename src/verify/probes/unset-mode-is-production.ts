import { fail, inconclusive, onBench, pass } from '../probe.js';
import type { Bench } from '../subjects/bench.js';
import type { Reply } from '../subjects/http.js';
import { faultMarker } from '../subjects/preloads.js';
import type { Boot } from '../subjects/process.js';
import type { Routes } from '../subjects/found-routes.js';
import { sharedBoot } from '../subjects/with-boot.js';
import { whyNot } from '../subjects/why-not.js';
import { faulty } from '../probing/collect-replies.js';

/** What a client can use to tell the modes apart. */
interface Print {
  readonly state: Boot['state'];
  /** Why nothing listens; '' if something does. */
  readonly why: string;
  readonly answers: readonly string[];
  /** The number of requests with no answer or 429, which show nothing. */
  readonly blind: number;
  /** Whether a bad secret prevents the start. */
  readonly strict: 'yes' | 'no' | 'not-tried';
  /** The port where it listens, if that is not the given one. */
  readonly elsewhere: number | undefined;
}

interface Transcript {
  /** The same in an earlier production boot: if it differs each time, the mode does not decide it. */
  readonly before: number | undefined;
  readonly production: Print;
  readonly unset: Print;
  /** A mode that the service cannot know: must be refused, or like production. */
  readonly staging: Print;
  readonly development: Print;
  /** Without NODE_ENV, beside a .env file that says development, as on a laptop. */
  readonly beside: Print;
}

const laptop = { '.env': 'NODE_ENV=development\n' } as const;

export const unsetModeIsProduction = onBench<Transcript>({
  id: 'unset-mode-is-production',
  question: 'Does it behave as in production when NODE_ENV is not set?',
  how:
    'Boots without NODE_ENV, with NODE_ENV=staging and beside a .env, and compares the answers. Any ' +
    'that differ from those in production fail.',
  safety: 'active',
  exercise: async (bench) => {
    const shared = await sharedBoot(bench, 'production');
    const routes = await shared.server.routes();
    return {
      before: shared.elsewhere,
      production: await printOf(bench, routes, 'production'),
      unset: await printOf(bench, routes, undefined),
      staging: await printOf(bench, routes, 'staging'),
      development: await printOf(bench, routes, 'development'),
      beside: await printOf(bench, routes, undefined, laptop),
    };
  },
  read: ({ before, production, unset, staging, development, beside }) => {
    if (production.state !== 'listening') return [inconclusive(production.why)];
    if (unset.state !== 'listening') return [fail('it does not boot without NODE_ENV', unset.why)];
    const others = [
      { how: 'without NODE_ENV', print: unset },
      ...(staging.state === 'listening' ? [{ how: 'with NODE_ENV=staging', print: staging }] : []),
      ...(beside.state === 'listening'
        ? [{ how: 'beside a .env that says NODE_ENV=development', print: beside }]
        : []),
    ];
    const faults = others.flatMap(({ how, print }) => [
      ...differences(how, print, production),
      ...(before === production.elsewhere ? otherPort(how, print, production) : []),
    ]);
    if (faults.length > 0) return faults;
    if (before !== production.elsewhere)
      return [inconclusive('it listens on another port each time, so the ports of its modes tell nothing')];
    const blind = [production, unset].find((print) => print.blind > 0);
    if (blind !== undefined)
      return [inconclusive(`${blind.blind} of ${blind.answers.length} requests got no answer, or 429`)];
    if (development.answers.join() !== production.answers.join())
      return [pass(`without NODE_ENV it answers as in production${besides(beside)}`)];
    // Refusals and 404s are the same in every mode.
    return production.answers.some(isTaken)
      ? [pass('all modes answer alike')]
      : [
          inconclusive(
            'no route answers 2xx in production, and all modes answer alike',
            production.answers[0],
          ),
        ];
  },
});

const besides = ({ state }: Print): string =>
  state === 'listening' ? ', beside a .env that says NODE_ENV=development, too' : '';

function otherPort(how: string, { elsewhere }: Print, production: Print) {
  if (elsewhere === production.elsewhere) return [];
  const place = (port: number | undefined): string =>
    port === undefined ? 'the port it is given' : `port ${port}`;
  return [
    fail(
      `${how} it listens on another port than in production`,
      `${place(elsewhere)} instead of ${place(production.elsewhere)}`,
    ),
  ];
}

function differences(how: string, print: Print, production: Print) {
  const differs = print.answers.findIndex(
    (answer, index) =>
      answer !== production.answers[index] && !isBlind(answer) && !isBlind(production.answers[index] ?? ''),
  );
  if (differs >= 0)
    return [
      fail(
        `${how} it answers otherwise than in production`,
        `${print.answers[differs]} instead of ${production.answers[differs]}`,
      ),
    ];
  if (print.strict === 'no' && production.strict === 'yes')
    return [fail(`${how} it takes a secret that production refuses`)];
  const stack = print.answers.find((answer) => answer.includes('stack'));
  return stack === undefined ? [] : [fail('errors tell stacks, in every mode', stack)];
}

async function printOf(
  bench: Bench,
  routes: Routes,
  mode: string | undefined,
  beside: Readonly<Record<string, string>> = {},
): Promise<Print> {
  const boot = await bench.start({ profile: 'direct', env: { NODE_ENV: mode }, beside });
  const why = whyNot(
    boot,
    mode === undefined ? 'without NODE_ENV' : `with NODE_ENV=${mode}`,
    bench.written.portPlace,
  );
  const answers = why === undefined ? await answersOf(boot, routes) : [];
  await boot.stop();
  const print = {
    ...{ state: boot.state, why: why ?? '', answers, blind: answers.filter(isBlind).length },
    elsewhere: boot.elsewhere,
  };
  const [secret] = bench.secrets;
  if (secret === undefined || why !== undefined) return { ...print, strict: 'not-tried' };
  const weak = await bench.start({
    profile: 'direct',
    beside,
    env: { NODE_ENV: mode, [secret]: `dev_${'k3Jx9QvT2mWzR7pL'.repeat(3)}` },
    waitMs: 8_000,
  });
  await weak.stop();
  return { ...print, strict: weak.state === 'listening' ? 'no' : 'yes' };
}

const isTaken = (answer: string): boolean => / -> 2\d\d\b/.test(answer);
const isBlind = (answer: string): boolean => / -> (?:0|429)\b/.test(answer);

/** Uses routes of another boot, so that searching them does not use up this one's limits. */
async function answersOf({ server }: Boot, { ok, json }: Routes): Promise<readonly string[]> {
  const type = { 'content-type': 'application/json' };
  const paths = [
    '/',
    ...(ok === undefined ? [] : [ok]),
    '/openapi.json',
    '/docs',
    '/api-docs',
    '/rampart%ff',
  ];
  const asks = [
    ...paths.map((path) => ({ what: `GET ${path}`, path, headers: { origin: 'https://evil.example' } })),
    { what: 'POST malformed JSON', method: 'POST', path: '/', headers: type, body: '{"a":' },
    ...(json === undefined
      ? []
      : [
          { what: `${json.method} ${json.path}, malformed`, ...json, headers: type, body: '{"a":' },
          { what: 'an error in a handler', ...json, headers: type, body: faulty(json.sample, faultMarker) },
        ]),
  ];
  const answers = [];
  for (const { what, ...ask } of asks) answers.push(`${what} -> ${told(await server.request(ask))}`);
  return answers;
}

/** Headers that differ in a lenient mode: CORS, HSTS and the like. */
const telling = [
  'access-control-allow-origin',
  'strict-transport-security',
  'content-security-policy',
  'x-powered-by',
];

const told = ({ status, headers, body }: Reply): string =>
  [
    String(status),
    ...(/\n\s+at |\\n\s+at |&nbsp;at /.test(body) ? ['with a stack'] : []),
    ...telling
      .filter((name) => name in headers)
      .map((name) => (name.startsWith('access') ? `${name} ${headers[name]}` : name)),
  ].join(' ');
