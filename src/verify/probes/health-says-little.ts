import { fail, inconclusive, onServer, pass } from '../probe.js';
import { isElsewhere } from '../subjects/answered.js';
import { askAllowed } from '../probing/allowed-asks.js';
import { conclude } from '../probing/conclude.js';
import { footingOf, stillStands, well } from '../probing/footing.js';
import type { After } from '../probing/footing.js';

interface Page {
  readonly path: string;
  readonly status: number;
  readonly body: string;
}
interface Transcript {
  readonly unsure: string;
  /** The health page if it answers; else the first path where the service itself did not answer. */
  readonly live: Page | undefined;
  readonly ready: Page | undefined;
  readonly details: readonly { readonly path: string; readonly status: number; readonly told: string }[];
  /** The answer to a path that does not exist. */
  readonly anything: { readonly status: number; readonly body: string };
  readonly left: string;
  readonly after: After;
}

const livePaths = ['/livez', '/healthz', '/health', '/health/live', '/live', '/api/health', '/ping'];
const readyPaths = ['/readyz', '/health/ready', '/ready', '/healthz', '/health', '/api/health'];
const detailPaths = ['/health/details', '/health/full', '/status/details', '/healthz/details'];
const telling =
  /\d+\.\d+\.\d+|"(?:version|node|hostname|host|pid|uptime|memory|heap\w*|env|platform|commit|dependencies|stack)"\s*:/i;
export const healthSaysLittle = onServer<Transcript>({
  id: 'health-says-little',
  question: 'Do liveness and readiness answer, say nothing about parts, and keep details behind a token?',
  how:
    'Asks for the usual pages of liveness, readiness and details. A missing page, one that names ' +
    'versions or parts, or open details fail.',
  safety: 'active',
  exercise: async (server) => {
    const client = server.client();
    const { unsure, ...footing } = await footingOf(server, client);
    const first = async (paths: readonly string[], good: readonly number[]): Promise<Transcript['live']> => {
      let lost: Page | undefined;
      for (const path of paths) {
        const { status, body } = await server.page(path, client);
        const page = { path, status, body: body.slice(0, 2000) };
        if (good.includes(status)) return page;
        if (isElsewhere(status)) lost ??= page;
      }
      return lost;
    };
    const token = { authorization: 'Bearer rampart-wrong-token' };
    const asks = detailPaths.flatMap((path) => [
      { what: `GET ${path}`, ask: { path } },
      { what: `GET ${path} with a bad token`, ask: { path, headers: token } },
    ]);
    const { answers, left } = await askAllowed(server, client, asks);
    const anything = await server.page('/rampart-random-9f3c', client);
    return {
      unsure,
      live: await first(livePaths, [200, 204]),
      ready: await first(readyPaths, [200, 204, 503]),
      details: answers.map(({ ask: { path }, reply: { status, body } }) => ({
        path,
        status,
        told: status < 300 ? body.slice(0, 200) : '',
      })),
      anything: { status: anything.status, body: anything.body.slice(0, 2000) },
      left,
      after: 'ok' in footing ? await stillStands(server, client, footing.ok) : well,
    };
  },
  read: ({ unsure, live, ready, details, anything, left, after }) => {
    if (unsure !== '') return [inconclusive(unsure)];
    // A single-page app or a firewall answers every path with one page: that is no health page.
    const isAnything = ({ status, body }: { readonly status: number; readonly body: string }): boolean =>
      anything.status === status && anything.body.slice(0, 200) === body.slice(0, 200);
    const pages = [
      { kind: 'liveness', page: live, places: '/livez, /healthz, /health' },
      { kind: 'readiness', page: ready, places: '/readyz, /ready' },
    ];
    return conclude({
      faults: [
        ...pages.flatMap(({ kind, page, places }) =>
          page === undefined ? [fail(`no ${kind} page answers (${places})`)] : [],
        ),
        ...pages.flatMap(({ page }) =>
          page !== undefined && !isAnything(page) && telling.test(page.body)
            ? [fail('a health page tells versions or parts', page.path)]
            : [],
        ),
        ...details
          .filter(({ status, told }) => status > 0 && status < 300 && !isAnything({ status, body: told }))
          .map(({ path, status }) => fail('health details are open to everyone', `GET ${path} -> ${status}`)),
      ],
      unclear: [
        ...pages.flatMap(({ kind, page }) => {
          if (page === undefined) return [];
          if (isElsewhere(page.status))
            return [`${page.path} was not answered by the service: ${page.status || 'no answer'}`];
          return isAnything(page)
            ? [`${page.path} answers as every unknown path does: no ${kind} page was seen`]
            : [];
        }),
        ...details
          .filter(({ status }) => isElsewhere(status) || status === 503)
          .slice(0, 1)
          .map(({ path, status }) => `${path} was not answered by the service: ${status || 'no answer'}`),
      ],
      after,
      left,
      passed: pass(`${live?.path} and ${ready?.path} answer, and name no version and no part`),
    });
  },
});
