import { fail, inconclusive, onServer, pass } from '../probe.js';
import { isElsewhere } from '../subjects/answered.js';
import type { Again, Server } from '../subjects/server.js';
import type { Reply } from '../subjects/http.js';
import { askAllowed, type Named } from '../probing/allowed-asks.js';
import { conclude } from '../probing/conclude.js';
import { footingOf, stillStands, well, type After } from '../probing/footing.js';

interface Transcript {
  readonly unsure: string;
  /** 'mute': it accepts connections or packets but sends nothing. */
  readonly port: 'open' | 'closed' | 'mute';
  readonly host: string;
  readonly kind: Server['kind'];
  readonly seen: readonly {
    readonly what: string;
    readonly method: string;
    readonly status: number;
    readonly location?: string;
  }[];
  readonly left: string;
  readonly after: After;
}

/** Headers that a stranger may send to claim HTTPS. */
const claims: readonly Readonly<Record<string, string>>[] = [
  {},
  { 'x-forwarded-proto': 'https' },
  { forwarded: 'for=203.0.113.9;proto=https' },
  { 'x-forwarded-ssl': 'on', 'front-end-https': 'on', 'x-url-scheme': 'https' },
];

/** Sends no token, cookie or key: others on the network could read it. */
export const refusesPlaintext = onServer<Transcript>({
  id: 'refuses-plaintext',
  question: 'Is a plaintext request refused, whatever it claims about itself?',
  how:
    'Sends a GET and a write over plaintext, with and without headers that claim HTTPS. One that is ' +
    'processed, or a redirect of a write or to a foreign host, fails.',
  safety: 'active',
  exercise: async (server) => {
    const client = server.client();
    const footing = await footingOf(server, client);
    const none = {
      port: 'open',
      host: server.endpoint.name,
      kind: server.kind,
      seen: [],
      left: '',
      after: well,
    } as const;
    if (!('ok' in footing)) return { ...none, unsure: footing.unsure };
    const { ok } = footing;
    const other = await server.others.plaintext();
    if (!('server' in other)) return { ...none, ...(await withoutClaim(server, ok, other)) };
    const plain = other.server;
    const first = await plain.client().request({ path: ok });
    if (first.status === 0)
      return { ...none, ...closing(server, first), after: await stillStands(server, client, ok) };
    const { json } = await server.routes();
    const asks = claims.flatMap((headers) => asksFor(plain, ok, json, headers));
    const { answers, left } = await askAllowed(plain, plain.client(), asks);
    const seen = answers.map(({ what, ask: { method = 'GET' }, reply }) => ({
      what,
      method,
      ...told(reply),
    }));
    return { ...none, unsure: '', seen, left, after: await stillStands(server, client, ok) };
  },
  read: ({ unsure, port, host, kind, seen, left, after }) => {
    if (port === 'closed') return conclude({ faults: [], after, passed: pass('no plaintext port answers') });
    if (port === 'mute') return [inconclusive('the plaintext port neither answers nor refuses a connection')];
    const judged = seen.map((one) => ({ ...one, where: `${one.method}, ${one.what} -> ${one.status}` }));
    const faults = judged.flatMap(({ method, status, location, where }) => {
      if (status >= 200 && status < 300) return [fail('a plaintext request was processed', where)];
      if (status >= 300 && status < 400 && method !== 'GET')
        return [fail('a plaintext write is redirected: it has already sent its token', where)];
      if (status >= 300 && status < 400 && !leadsHome(location, host))
        return [fail('redirects to an address that is not its own', where)];
      const refused = [0, 403, 426].includes(status) || (status >= 300 && status < 400);
      return refused || isOthers(status, kind)
        ? []
        : [fail('plaintext reached a handler instead of being refused', where)];
    });
    const statuses = unique(seen.map(({ status }) => String(status || 'no answer')));
    const tried = seen.map(
      ({ method, what }) => `${method} with ${what === 'no claim' ? what : `the claim of ${what}`}`,
    );
    return conclude({
      faults,
      unclear: [
        unsure,
        ...judged
          .filter(({ status }) => isOthers(status, kind))
          .slice(0, 1)
          .map(({ where }) => inconclusive('something else may have answered the plaintext request', where)),
      ],
      after,
      left,
      passed: pass(
        `${seen.length} of ${seen.length} plaintext requests of a client that is no trusted proxy ` +
          `were refused (${statuses}); health checks were not tried: ${unique(tried)}`,
      ),
    });
  },
});

const unique = (words: readonly string[]): string => [...new Set(words)].join(', ');

const asksFor = (
  plain: Server,
  ok: string,
  json: { readonly method: string; readonly path: string; readonly sample: unknown } | undefined,
  headers: Readonly<Record<string, string>>,
): readonly Named[] => {
  const claimed = Object.keys(headers).length > 0;
  const what = claimed ? Object.keys(headers).join(', ') : 'no claim';
  const at = (path: string): string => (claimed ? plain.apart(path) : path);
  const type = { 'content-type': 'application/json' };
  return [
    { what, ask: { method: 'GET', path: at(ok), ...(claimed ? { headers } : {}) } },
    {
      what,
      ask: {
        method: json?.method ?? 'POST',
        path: at(json?.path ?? '/rampart-no-such-path'),
        headers: { ...type, ...headers },
        body: JSON.stringify(json?.sample ?? {}),
      },
    },
  ];
};

/** If there is no second address: tests a service behind our proxy without the header that claims https. */
async function withoutClaim(
  server: Server,
  ok: string,
  { because }: Extract<Again, { because: string }>,
): Promise<Pick<Transcript, 'unsure' | 'seen'>> {
  if (server.stance !== 'behind-proxy') return { unsure: because, seen: [] };
  const headers = { 'x-forwarded-proto': 'http' };
  const reply = await server.client().request({ path: ok, headers });
  return { unsure: because, seen: [{ what: 'through the proxy', method: 'GET', ...told(reply) }] };
}

/** Only a refused connection means a closed port. Silence may be a filter on our side, or a dead process. */
function closing({ kind }: Server, { failure = '' }: Reply): Pick<Transcript, 'unsure' | 'port'> {
  if (kind === 'booted') return { unsure: `the second boot does not answer: ${failure}`, port: 'open' };
  return { unsure: '', port: failure === 'ECONNREFUSED' ? 'closed' : 'mute' };
}

/** An answer of a limiter or a proxy; on a stranger's port 80 also of another server that does not know the path. */
const isOthers = (status: number, kind: Server['kind']): boolean =>
  (status > 0 && isElsewhere(status)) || (kind === 'live' && status === 404);

/** Whether it redirects to 'https://host', with or without port and path, but not to 'https://host.evil.example'. */
function leadsHome(location: string | undefined, host: string): boolean {
  if (location === undefined || !URL.canParse(location)) return false;
  const { protocol, hostname } = new URL(location);
  return protocol === 'https:' && hostname.replace(/^\[|\]$/g, '') === host;
}

const told = ({ status, headers }: Reply): { readonly status: number; readonly location?: string } => {
  const location = headers['location'];
  return location === undefined ? { status } : { status, location };
};
