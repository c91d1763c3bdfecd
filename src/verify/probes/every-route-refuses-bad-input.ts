import { fail, inconclusive, onBench, pass } from '../probe.js';
import { allowsAnything } from '../subjects/any-body.js';
import type { Ask } from '../subjects/http.js';
import { loginBodies } from '../subjects/login-bodies.js';
import { meaningBeside, meaningOf, statusWords } from '../subjects/meaning.js';
import { withPatience, type Patient } from '../subjects/patience.js';
import type { Operation } from '../subjects/operation.js';
import { sampleOf } from '../subjects/samples.js';
import { badBodies } from '../probing/bad-bodies.js';
import { undescribed, type Route } from '../probing/undescribed.js';

interface Seen {
  readonly what: string;
  readonly status: number;
  /** The answer of the same route to a valid input. */
  readonly good: number;
  /** 'path': the bad input is in the path, so 404 refuses it. 'type': it is the media type, so 415 does. */
  readonly place: 'body' | 'path' | 'type';
  /** Why there is no answer, if the process ended. */
  readonly gone: string;
}

interface Transcript {
  /** Whether it answers 2xx to a path that nobody can have defined. */
  readonly catchAll: 'yes' | 'no';
  /** The number of routes for which a bad input was made. */
  readonly routes: number;
  /** Routes without an input that can be made bad, or that did not answer a valid one. */
  readonly untried: readonly string[];
  readonly seen: readonly Seen[];
}

/** Tests every operation of the document, and other routes in the source, in production. */
export const everyRouteRefusesBadInput = onBench<Transcript>({
  id: 'every-route-refuses-bad-input',
  question: 'Does every route refuse what its schema does not allow, and never with a 5xx?',
  how:
    'Sends each route a good input, then bad ones made from it, in bodies, paths and queries. A bad ' +
    'one that is taken, answered 5xx, or ends the process fails.',
  safety: 'active',
  exercise: (bench) =>
    withPatience(bench, async (service) => {
      const { routes } = service;
      const seen: Seen[] = [];
      const described = routes.operations.map((operation) => cased(operation, routes.document));
      const written = undescribed(bench.written.routes, routes).map((route) =>
        casedByGuess(route, bench.written.samples),
      );
      let count = 0;
      const untried: string[] = [];
      for (const { goods, bads } of [...described, ...written]) {
        const good = await firstTold(service, goods);
        if (good === undefined) {
          untried.push(nameOf(goods));
          continue;
        }
        const bad = bads(good.ask).slice(0, 60);
        if (bad.length > 0) count += 1;
        else untried.push(nameOf(goods));
        for (const each of bad) {
          const { status } = await service.request(each.ask);
          if (each.free && status === good.status && meaningOf(status) === 'elsewhere') continue;
          const gone = status === 0 ? (service.gone() ?? '') : '';
          seen.push({ what: each.what, status, good: good.status, place: each.place ?? 'body', gone });
        }
      }
      const nowhere = await service.request({
        method: 'POST',
        path: '/rampart-no-such-path',
        ...json({ rampart: 1 }),
      });
      return { catchAll: meaningOf(nowhere.status) === 'taken' ? 'yes' : 'no', routes: count, untried, seen };
    }),
  read: ({ catchAll, routes, untried, seen }) => {
    if (seen.length === 0) return [inconclusive('found no route: name one with --route "POST /path"')];
    // If some route works, nothing is missing here: then an error for valid and bad input alike is a failure too.
    const works = seen.some(
      ({ good, what }) => meaningOf(good) === 'taken' && !/live|ready|health|status/i.test(what),
    );
    const told = seen.map((each) => ({
      ...each,
      meaning: works && each.status === 500 ? ('failed' as const) : tell(each),
    }));
    const faults = told.flatMap(({ what, status, gone, good, meaning }) => {
      if (gone !== '' && good > 0) return [fail(`bad input ends the process: ${gone}`, what)];
      if (meaning === 'failed') return [fail('bad input makes it fail', `${what} -> ${status}`)];
      return meaning === 'taken' && catchAll === 'no'
        ? [fail('bad input is taken', `${what} -> ${status}`)]
        : [];
    });
    if (faults.length > 0) return faults.slice(0, 8);
    if (catchAll === 'yes')
      return [inconclusive('it answers 2xx to paths that do not exist, so no answer shows what was taken')];
    const blind = told.filter(({ meaning }) => meaning === 'elsewhere');
    const [first] = blind;
    if (first === undefined) {
      const all = routes + untried.length;
      return [
        pass(`${seen.length} bad inputs to ${routes} of ${all} routes are refused${untriedWords(untried)}`),
      ];
    }
    const alike = first.status === first.good ? ', as to a good one' : '';
    return [
      inconclusive(
        `${blind.length} of ${seen.length} bad inputs were answered by something else: ` +
          `${statusWords(first.status)}${alike}`,
        `${first.what} -> ${first.status || 'no answer'}`,
      ),
    ];
  },
});

const nameOf = ([ask]: readonly Ask[]): string => `${ask?.method ?? 'GET'} ${ask?.path ?? ''}`;

function untriedWords(untried: readonly string[]): string {
  const checks = untried.filter((name) => healthCheck.test(name));
  const others = untried.filter((name) => !healthCheck.test(name));
  return [
    checks.length === 0 ? '' : `; health checks, which take any query, were not tried (${listed(checks)})`,
    others.length === 0
      ? ''
      : `; not tried: ${listed(others)}, which gave no answer to a good input or take none`,
  ].join('');
}

const listed = (names: readonly string[]): string =>
  [...names.slice(0, 4), ...(names.length > 4 ? [`${names.length - 4} more`] : [])].join(', ');

const tell = ({ good, status, place }: Seen) =>
  (place === 'path' && status === 404) || (place === 'type' && status === 415)
    ? 'refused'
    : meaningBeside(good, status);

/** How to test a route: inputs that should be valid, most likely first, and bad ones made from each. */
interface Cased {
  readonly goods: readonly Ask[];
  bads(good: Ask): readonly Bad[];
}

interface Bad {
  readonly what: string;
  readonly place?: 'path' | 'type';
  readonly free?: 'anything goes'; // as for a webhook, which refuses all bodies without its signature
  readonly ask: Ask;
}

/** The first valid input that is not refused as invalid. If all are, the first one, provided the route exists. */
async function firstTold(
  service: Patient,
  goods: readonly Ask[],
): Promise<{ readonly ask: Ask; readonly status: number } | undefined> {
  let known: { ask: Ask; status: number } | undefined;
  for (const ask of goods) {
    const { status } = await service.request(ask);
    if (goods.length > 1 && (status === 404 || status === 405)) return undefined; // a guessed route that does not exist
    known ??= { ask, status };
    if (meaningOf(status) !== 'refused' && status !== 415) return { ask, status };
  }
  return known;
}

/** Paths of health checks. Load balancers add query parameters, and the answer does not depend on them. */
const healthCheck = /\/(?:livez?|readyz?|healthz?|ping)$/i;

const json = (body: unknown): Pick<Ask, 'headers' | 'body'> => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

function cased(operation: Operation, document: unknown): Cased {
  const { method, template, path, params, query, headers, body, otherBody } = operation;
  const needed = query
    .filter(({ required }) => required === 'yes')
    .map(({ name, schema }) => `${name}=${encodeURIComponent(String(sampleOf(schema, document)))}`);
  const name = `${method} ${template}`;
  const asked = [path, ...(needed.length > 0 ? [needed.join('&')] : [])].join('?');
  const sent = (type: string, text: string) => ({
    headers: { ...headers, 'content-type': type },
    body: text,
  });
  const other = otherBody ? sent(otherBody.type, otherBody.sample) : { headers };
  const usual = body ? sent('application/json', JSON.stringify(body.sample)) : other;
  const good: Ask = { method, path: asked, ...usual };
  const free =
    body !== undefined && allowsAnything(body.schema, document) ? { free: 'anything goes' as const } : {};
  return {
    goods: [good],
    bads: () => [
      ...(method === 'GET' && healthCheck.test(template)
        ? []
        : [
            {
              what: `${name}?rampart-unknown=1`,
              ask: { ...good, path: `${path}?${[...needed, 'rampart-unknown=1'].join('&')}` },
            },
          ]),
      ...params
        .filter(({ schema }) => schema.format !== undefined || schema.pattern !== undefined)
        .map((param) => ({
          what: `${name} with ${param.name}=~`,
          place: 'path' as const,
          ask: { ...good, path: template.replace(/\{[^}]+\}/g, '~~') },
        })),
      ...(body === undefined
        ? method === 'GET'
          ? []
          : [
              {
                what: `${name} with a body that it does not take`,
                place: 'type' as const,
                ask: { ...good, ...sent('application/json', '{"rampart":1}') },
              },
            ]
        : badBodies(body.schema, body.sample, document).map(([what, text]) => ({
            what: `${name} with ${what}`,
            ...free,
            ask: { ...good, body: text },
          }))),
    ],
  };
}

function casedByGuess({ method, path, sample }: Route, samples: readonly object[]): Cased {
  const real = path.replace(/:\w+\??(?:\([^)]*\))?/g, '1');
  const bodies = sample === undefined ? [...samples, ...loginBodies] : [sample];
  return {
    goods: bodies.map((body) => ({ method, path: real, ...json(body) })),
    bads: (good) =>
      badBodies({ type: 'object' }, JSON.parse(String(good.body)) as unknown, {}).map(([what, body]) => ({
        what: `${method} ${path} with ${what}`,
        ask: { ...good, body },
      })),
  };
}
