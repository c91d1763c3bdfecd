import { fail, inconclusive, noRoute, onServer, pass, verdictOf } from '../probe.js';
import type { Reply } from '../subjects/http.js';

interface Transcript {
  readonly positive: number;
  readonly allowed: string | undefined;
  readonly writes: 'yes' | 'no';
  readonly seen: readonly {
    readonly origin: string;
    readonly kind: 'simple' | 'preflight';
    readonly acao?: string;
    readonly credentials?: string;
    readonly vary?: string;
  }[];
}

export const answersOnlyAllowedOrigins = onServer<Transcript>({
  id: 'answers-only-allowed-origins',
  question: 'May only the exact allowed origins read answers?',
  safety: 'passive',
  exercise: async (server) => {
    const { ok, json } = await server.routes();
    const from = server.freshClient();
    if (ok === undefined) return { positive: 0, allowed: server.allowedOrigin, writes: 'no', seen: [] };
    const { status } = await server.request({ path: ok }, from);
    const seen = [];
    for (const origin of originsFor(
      server.allowedOrigin ?? `https://${server.endpoint.name}`,
      server.allowedOrigin,
    )) {
      const preflight = {
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'authorization',
      };
      seen.push(entry(origin, 'simple', await server.request({ path: ok, headers: { origin } }, from)));
      seen.push(
        entry(
          origin,
          'preflight',
          await server.request({ method: 'OPTIONS', path: ok, headers: { origin, ...preflight } }, from),
        ),
      );
    }
    return { positive: status, allowed: server.allowedOrigin, writes: json ? 'yes' : 'no', seen };
  },
  read: ({ positive, allowed, writes, seen }) => {
    if (positive < 200 || positive > 299) return [inconclusive(noRoute)];
    const foreign = seen.filter(({ origin }) => origin !== allowed);
    const wild = seen.filter(({ acao }) => acao === '*');
    if (wild.some(({ credentials }) => credentials === 'true'))
      return [fail('every origin may read, with credentials')];
    if (wild.length > 0 && writes === 'no')
      return [inconclusive('every origin may read; no route that writes was found, so it may be meant')];
    if (wild.length > 0) return [fail('every origin may read (*)', `${wild[0]?.kind} request`)];
    // Silence is safe today and decided by nobody: the next `cors()` would open it. A policy shows itself by Vary.
    if (seen.every(({ acao, vary }) => acao === undefined && !/\borigin\b|\*/i.test(vary ?? '')))
      return [inconclusive('no origin may read, and no answer varies by Origin: no policy was seen')];
    const own = seen.find(({ origin, kind }) => origin === allowed && kind === 'simple');
    return verdictOf(
      [
        ...foreign
          .filter(({ origin, acao }) => acao !== undefined && acao === origin)
          .map(({ origin, kind, credentials }) =>
            fail(
              `${origin} is allowed${credentials === 'true' ? ', with credentials' : ''}`,
              `${kind} request`,
            ),
          ),
        ...(own?.acao === allowed && allowed !== undefined && !/\borigin\b|\*/i.test(own?.vary ?? '')
          ? [fail('the answer depends on Origin, and Vary does not say so')]
          : []),
      ],
      pass(
        own?.acao === allowed && allowed !== undefined
          ? `only the allowed origin of ${seen.length / 2} may read`
          : `none of ${foreign.length / 2} foreign origins may read`,
      ),
    );
  },
});

function originsFor(base: string, allowed: string | undefined): readonly string[] {
  const { hostname } = new URL(base);
  const near = [
    `${base}.evil.example`,
    `https://evil${hostname}`,
    base.replace('https:', 'http:'),
    `${base}:8443`,
    base.toUpperCase(),
    `https://sub.${hostname}`,
  ];
  return [
    ...(allowed === undefined ? [] : [allowed]),
    'https://evil.example',
    'http://evil.example',
    'null',
    ...(allowed === undefined ? near.slice(0, 2) : near),
  ];
}

const entry = (
  origin: string,
  kind: 'simple' | 'preflight',
  { headers }: Reply,
): Transcript['seen'][number] => ({
  origin,
  kind,
  ...pick('acao', headers['access-control-allow-origin']),
  ...pick('credentials', headers['access-control-allow-credentials']),
  ...pick('vary', headers['vary']),
});
const pick = (name: string, value: string | undefined) => (value === undefined ? {} : { [name]: value });
