import { fail, inconclusive, noRoute, onServer, pass, verdictOf } from '../probe.js';

interface Transcript {
  readonly positive: number;
  readonly seen: readonly {
    readonly method: string;
    readonly status: number;
    readonly allow: string;
    readonly echoes: 'yes' | 'no';
  }[];
}

export const refusesOtherMethods = onServer<Transcript>({
  id: 'refuses-other-methods',
  question: 'Are methods that a path does not have answered 405 with Allow, and does TRACE never echo?',
  safety: 'passive',
  exercise: async (server) => {
    const { ok, operations } = await server.routes();
    if (ok === undefined) return { positive: 0, seen: [] };
    const from = server.freshClient();
    const { status: positive } = await server.request({ path: ok }, from);
    const known = operations.filter(({ path }) => path === ok).map(({ method }) => method);
    const absent =
      server.reach === 'writes' && known.length > 0
        ? ['DELETE', 'PATCH'].filter((method) => !known.includes(method))
        : [];
    const seen = [];
    for (const method of ['TRACE', 'PROPFIND', 'MKCOL', ...absent]) {
      const { status, headers, body } = await server.request(
        { method, path: ok, headers: { 'x-rampart-echo': 'cnry-echo' } },
        from,
      );
      const echoes: 'yes' | 'no' = body.includes('cnry-echo') ? 'yes' : 'no';
      seen.push({ method, status, allow: headers['allow'] ?? '', echoes });
    }
    return { positive, seen };
  },
  read: ({ positive, seen }) => {
    if (positive < 200 || positive > 299) return [inconclusive(noRoute)];
    return verdictOf(
      seen.flatMap(({ method, status, allow, echoes }) => {
        if (echoes === 'yes')
          return [fail(`${method} repeats the request, its secrets too`, `${method} -> ${status}`)];
        if (![405, 501, 400].includes(status))
          return [fail(`${method} is not refused with 405`, `${method} -> ${status}`)];
        return status === 405 && allow === '' ? [fail('405 without Allow', `${method} -> ${status}`)] : [];
      }),
      pass(`${seen.map(({ method }) => method).join(', ')} are refused`),
    );
  },
});
