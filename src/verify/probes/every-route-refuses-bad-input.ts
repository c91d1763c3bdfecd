import { fail, inconclusive, onBench, pass } from '../probe.js';
import { probesFile, requestWords } from '../good-requests/good-requests.js';
import { inProbesFile, type Mistake } from '../good-requests/mistakes.js';
import { linesText, linesToAdd, type LinesToAdd } from '../good-requests/lines-to-add.js';
import type { Routes } from '../subjects/found-routes.js';
import { meaningBeside, meaningOf, statusWords } from '../subjects/meaning.js';
import { withPatience } from '../subjects/patience.js';
import { cased, casedByGuess, healthCheck } from '../probing/cased.js';
import { givenCases, mostGivenMs } from '../probing/given-cases.js';
import { tryGiven, tryRoute, type SeenBad } from '../probing/try-routes.js';
import { unsureBy } from '../probing/unsure-by.js';
import { untold } from '../probing/untold.js';
import { undescribed } from '../probing/undescribed.js';

interface Transcript {
  /** Whether it answers 2xx to a path that nobody can have defined. */
  readonly catchAll: 'yes' | 'no';
  /** The number of routes for which a bad input was made. */
  readonly routes: number;
  /** Routes without an input that can be made bad, or that did not answer a valid one. */
  readonly untried: readonly string[];
  readonly seen: readonly SeenBad[];
  /** The good requests of rampart.probes.json: 'POST /photos'. */
  readonly given: readonly string[];
  /** What is wrong in that file, by the answers. */
  readonly mistakes: readonly Mistake[];
  /** What to write into that file for a route whose good request is not known, by route. */
  readonly add: Readonly<Record<string, LinesToAdd>>;
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
      const until = performance.now() + mostGivenMs;
      const seen: SeenBad[] = [];
      const mistakes: Mistake[] = [];
      const tried = new Map<string, 'yes' | 'no'>();
      const keep = (name: string, one: Awaited<ReturnType<typeof tryRoute>>): void => {
        seen.push(...one.seen);
        mistakes.push(...one.mistakes);
        if (tried.get(name) !== 'yes') tried.set(name, one.tried);
      };
      const written = undescribed(bench.written.routes, routes);
      const usual = [
        ...routes.operations.map((operation) => cased(operation, routes.document)),
        ...written.map((route) => casedByGuess(route, bench.written.samples)),
      ];
      for (const one of usual) keep(one.name, await tryRoute(service, one));
      for (const one of givenCases(bench.given, routes, bench.written.routes))
        if (performance.now() < until) keep(one.name, await tryGiven(service, one));
        else mistakes.push(timeWasUp);
      const nowhere = await service.request({
        method: 'POST',
        path: '/rampart-no-such-path',
        headers: { 'content-type': 'application/json' },
        body: '{"rampart":1}',
      });
      return {
        catchAll: meaningOf(nowhere.status) === 'taken' ? 'yes' : 'no',
        routes: [...tried.values()].filter((one) => one === 'yes').length,
        untried: [...tried].filter(([, one]) => one === 'no').map(([name]) => name),
        seen,
        given: bench.given.requests.map(requestWords),
        mistakes: [...new Map(mistakes.map((one) => [one.because, one])).values()],
        add: linesFor(seen, routes),
      };
    }),
  read: ({ catchAll, routes, untried, seen, given, mistakes, add }) => {
    const wrong = mistakes.map(unsureBy);
    if (seen.length === 0)
      return wrong.length > 0 ? wrong : [inconclusive('found no route: name one with --route "POST /path"')];
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
    const blind = untold(told, ({ meaning }) => meaning !== 'elsewhere');
    if (wrong.length > 0) return wrong.slice(0, 8);
    const [first] = blind;
    if (first === undefined) {
      const all = routes + untried.length;
      const from = given.length === 0 ? '' : `; good requests of ${probesFile}: ${listed(given)}`;
      return [
        pass(
          `${seen.length} bad inputs to ${routes} of ${all} routes are refused${untriedWords(untried)}${from}`,
        ),
      ];
    }
    const alike = first.status === first.good ? ', as to a good one' : '';
    const lines = [...new Set(blind.map(({ route }) => route))].flatMap((route) => add[route] ?? []);
    return [
      {
        ...inconclusive(
          `${blind.length} of ${seen.length} bad inputs were answered by something else: ` +
            `${statusWords(first.status)}${alike}`,
          `${first.what} -> ${first.status || 'no answer'}`,
        ),
        ...(lines.length === 0 ? {} : { add: linesText(lines) }),
      },
    ];
  },
});

const timeWasUp: Mistake = {
  because: `${probesFile}: not all of it was sent: the time was up`,
  remedy: `${inProbesFile}leave out requests that others stand for`,
};

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

const tell = ({ good, status, place, used }: SeenBad) => {
  if ((place === 'path' && status === 404) || (place === 'type' && status === 415)) return 'refused';
  return used === 'up' && status === 404 ? 'elsewhere' : meaningBeside(good, status);
};

/** Lines for each route that no good input of ours was taken by. */
function linesFor(seen: readonly SeenBad[], { operations, document }: Routes): Transcript['add'] {
  const unknown = seen.filter(({ good }) => meaningOf(good) !== 'taken');
  return Object.fromEntries(
    unknown.map(({ route, good }) => {
      const [method = '', template = ''] = route.split(' ');
      return [route, linesToAdd({ method, template, status: good, operations, document })];
    }),
  );
}
