import { fail, inconclusive, noRoute, onServer, pass, verdictOf } from '../probe.js';

interface Transcript {
  readonly positive: number;
  readonly live: { readonly path: string; readonly body: string } | undefined;
  readonly ready: { readonly path: string; readonly body: string } | undefined;
  readonly details: readonly { readonly path: string; readonly status: number; readonly told: string }[];
}

const livePaths = ['/livez', '/healthz', '/health', '/health/live', '/live', '/api/health', '/ping'];
const readyPaths = ['/readyz', '/health/ready', '/ready', '/healthz', '/health', '/api/health'];
const telling =
  /\d+\.\d+\.\d+|"(?:version|node|hostname|host|pid|uptime|memory|heap\w*|env|platform|commit|dependencies|stack)"\s*:/i;

export const healthSaysLittle = onServer<Transcript>({
  id: 'health-says-little',
  question: 'Do liveness and readiness answer, say nothing about parts, and keep details behind a token?',
  safety: 'passive',
  exercise: async (server) => {
    const from = server.freshClient();
    const { ok } = await server.routes();
    const first = async (paths: readonly string[]): Promise<Transcript['live']> => {
      for (const path of paths) {
        const { status, body } = await server.request({ path }, from);
        if (status === 200 || status === 204 || (status === 503 && paths === readyPaths))
          return { path, body: body.slice(0, 2000) };
      }
      return undefined;
    };
    const details = [];
    for (const path of ['/health/details', '/health/full', '/status/details', '/healthz/details']) {
      for (const headers of [{}, { authorization: 'Bearer rampart-wrong-token' }]) {
        const { status, body } = await server.request({ path, headers }, from);
        details.push({ path, status, told: status < 300 ? body.slice(0, 200) : '' });
      }
    }
    const positive = ok === undefined ? 0 : (await server.request({ path: ok }, from)).status;
    return { positive, live: await first(livePaths), ready: await first(readyPaths), details };
  },
  read: ({ positive, live, ready, details }) => {
    if (positive < 200 || positive > 299) return [inconclusive(noRoute)];
    return verdictOf(
      [
        ...(live === undefined ? [fail('no liveness page answers (/livez, /healthz, /health)')] : []),
        ...(ready === undefined ? [fail('no readiness page answers (/readyz, /ready)')] : []),
        ...[live, ready].flatMap((page) =>
          page !== undefined && telling.test(page.body)
            ? [fail('a health page tells versions or parts', page.path)]
            : [],
        ),
        ...details
          .filter(({ status }) => status < 300)
          .map(({ path, status }) => fail('health details are open to everyone', `GET ${path} -> ${status}`)),
      ],
      pass(`${live?.path} and ${ready?.path} answer and say little`),
    );
  },
});
