import type { Finding } from '../../define/probe.js';
import { fail, inconclusive, onServer, pass } from '../probe.js';
import { isDone, isElsewhere } from '../subjects/answered.js';
import type { Again, Server } from '../subjects/server.js';
import type { Client } from '../subjects/client.js';
import type { Reply } from '../subjects/http.js';
import { conclude } from '../probing/conclude.js';
import { footingOf, stillStands, well, worksApart, type After } from '../probing/footing.js';

interface Seen {
  readonly origin: string;
  readonly kind: 'simple' | 'preflight';
  readonly status: number;
  readonly acao?: string;
  readonly credentials?: string;
  readonly vary?: string;
}

interface Transcript {
  readonly unsure: string;
  /** Why the service may have refused because of our query and not because of the origin. */
  readonly apart: string;
  readonly allowed: string | undefined;
  readonly writes: 'yes' | 'no';
  readonly seen: readonly Seen[];
  /** The same service without the list of origins that we set. */
  readonly unset: { readonly seen: readonly Seen[]; readonly because: string };
  readonly after: After;
}

export const answersOnlyAllowedOrigins = onServer<Transcript>({
  id: 'answers-only-allowed-origins',
  question: 'May only the exact allowed origins read answers?',
  how:
    'Sends requests and preflights from the allowed origin and from near copies of it. A foreign ' +
    'origin that may read, or an answer without Vary: Origin, fails.',
  safety: 'passive',
  exercise: async (server) => {
    const client = server.client();
    const allowed = server.allowedOrigin;
    const none = {
      apart: '',
      allowed,
      writes: 'no',
      seen: [],
      unset: { seen: [], because: '' },
      after: well,
    } as const;
    const footing = await footingOf(server, client);
    if (!('ok' in footing)) return { ...none, unsure: footing.unsure };
    const { ok } = footing;
    const { json } = await server.routes();
    const { hostname } = new URL(`http://${server.host}`);
    return {
      unsure: '',
      apart: await worksApart(server, client, ok),
      allowed,
      writes: json ? 'yes' : 'no',
      seen: await lookFrom(server, client, ok, originsFor(allowed ?? `https://${hostname}`, allowed)),
      unset:
        allowed === undefined
          ? none.unset
          : await lookUnset(await server.others.withoutOrigins(), ok, allowed),
      after: await stillStands(server, client, ok),
    };
  },
  read: ({ unsure, apart, allowed, writes, seen, unset, after }) => {
    if (unsure !== '') return [inconclusive(unsure)];
    const faults = [
      ...faultsIn(seen, allowed, writes),
      ...faultsIn(unset.seen, undefined, writes).map((fault) => ({
        ...fault,
        because: `${fault.because}, when its list of origins is not set`,
      })),
    ];
    const foreign = new Set(seen.map(({ origin }) => origin).filter((origin) => origin !== allowed)).size;
    const own = seen.find(({ origin, kind }) => origin === allowed && kind === 'simple');
    return conclude({
      faults,
      unclear: [
        apart,
        ...doubtsIn(seen, writes),
        ...doubtsIn(unset.seen, writes, 'may be silent'),
        unset.because,
      ],
      after,
      passed: pass(
        own?.acao !== undefined
          ? `of ${foreign + 1} origins that were tried only the allowed one may read`
          : `none of ${foreign} foreign origins may read`,
      ),
    });
  },
});

async function lookFrom(
  server: Server,
  client: Client,
  ok: string,
  origins: readonly string[],
): Promise<readonly Seen[]> {
  const seen: Seen[] = [];
  for (const origin of origins) {
    const preflight = {
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'authorization',
    };
    const simple = await client.request({ path: server.apart(ok), headers: { origin } });
    seen.push(entry(origin, 'simple', simple));
    const asked = { method: 'OPTIONS', path: server.apart(ok), headers: { origin, ...preflight } };
    seen.push(entry(origin, 'preflight', await client.request(asked)));
  }
  return seen;
}

/** Checks the service without the list. A user may forget to set it, and then no origin may be allowed. */
async function lookUnset(again: Again, ok: string, given: string): Promise<Transcript['unset']> {
  if ('server' in again) {
    const { server } = again;
    const client = server.client();
    const { status } = await client.request({ path: ok });
    if (!isDone(status))
      return { seen: [], because: `without its list of origins GET ${ok} is answered ${status}` };
    return { seen: await lookFrom(server, client, ok, [given, 'https://evil.example', 'null']), because: '' };
  }
  // A service that names the missing list and exits allows nobody.
  const refuses = /origin/i.test(again.said) && !/EADDRINUSE/.test(again.said);
  return {
    seen: [],
    because: refuses ? '' : `without its list of origins it was not seen: ${again.because}`,
  };
}

function faultsIn(
  seen: readonly Seen[],
  allowed: string | undefined,
  writes: 'yes' | 'no',
): readonly Finding[] {
  const wild = seen.filter(({ acao }) => acao === '*');
  if (wild.some(({ credentials }) => credentials === 'true'))
    return [fail('every origin may read, with credentials')];
  if (wild.length > 0)
    return writes === 'no' ? [] : [fail('every origin may read (*)', `${wild[0]?.kind} request`)];
  const own = seen.find(({ origin, kind }) => origin === allowed && kind === 'simple');
  return [
    ...seen
      .filter(({ origin, acao }) => origin !== allowed && acao === origin)
      .map(({ origin, kind, credentials }) =>
        fail(`${origin} is allowed${credentials === 'true' ? ', with credentials' : ''}`, `${kind} request`),
      ),
    ...(own?.acao === allowed && own !== undefined && !variesByOrigin(own)
      ? [fail('the answer depends on Origin, and Vary does not say so')]
      : []),
  ];
}

function doubtsIn(
  seen: readonly Seen[],
  writes: 'yes' | 'no',
  silence: 'shows nothing' | 'may be silent' = 'shows nothing',
): readonly string[] {
  const wild = seen.some(({ acao }) => acao === '*');
  if (wild && writes === 'no')
    return ['every origin may read; no route that writes was found, so it may be meant'];
  // Without an origin the path worked, so any other refusal is about the origin.
  const lost = seen.find(({ status }) => isElsewhere(status));
  if (lost) return [`a ${lost.kind} request of ${lost.origin} was answered ${lost.status || 'by nobody'}`];
  // No CORS headers are safe today, but nobody has decided that: the next `cors()` would allow all. A policy
  // shows by Vary.
  return silence === 'shows nothing' && seen.every((each) => each.acao === undefined && !variesByOrigin(each))
    ? ['no origin may read, and no answer varies by Origin: no policy was seen']
    : [];
}

const variesByOrigin = ({ vary = '' }: Pick<Seen, 'vary'>): boolean => /\borigin\b|\*/i.test(vary);

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

const entry = (origin: string, kind: Seen['kind'], { status, headers }: Reply): Seen => ({
  origin,
  kind,
  status,
  ...pick('acao', headers['access-control-allow-origin']),
  ...pick('credentials', headers['access-control-allow-credentials']),
  ...pick('vary', headers['vary']),
});
const pick = (name: string, value: string | undefined) => (value === undefined ? {} : { [name]: value });
