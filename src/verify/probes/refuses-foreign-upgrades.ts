import { fail, inconclusive, onServer, pass } from '../probe.js';
import type { Server } from '../subjects/server.js';
import { conclude, evasionsIn } from '../probing/conclude.js';
import type { NamedStatus } from '../probing/conclude.js';
import { footingOf, stillStands, well } from '../probing/footing.js';
import type { After } from '../probing/footing.js';

interface Transcript {
  readonly unsure: string;
  readonly asked: readonly NamedStatus[];
  /** Paths that a valid client could open. */
  readonly open: readonly string[];
  readonly seen: readonly (NamedStatus & { readonly path: string })[];
  readonly after: After;
}

/** Usual paths of WebSockets. */
const common = [
  '/',
  '/ws',
  '/websocket',
  '/socket',
  '/socket.io/?EIO=4&transport=websocket',
  '/graphql',
  '/subscriptions',
];
const mostOpen = 3;
/** Statuses that mean that nothing was opened. Many servers refuse an upgrade without an answer. */
const refusals = [0, 401, 403, 404, 409, 410];

/** Middleware does not see upgrades, so they need the same checks again. */
export const refusesForeignUpgrades = onServer<Transcript>({
  id: 'refuses-foreign-upgrades',
  question: 'Does a WebSocket open only to a known Host, a known Origin and over HTTPS?',
  how:
    'Looks for paths where a WebSocket opens, and tries them with a foreign Host, a foreign Origin ' +
    'and over plaintext. One that opens fails.',
  safety: 'active',
  exercise: async (server) => {
    const client = server.client();
    const footing = await footingOf(server, client);
    const none = { asked: [], open: [], seen: [], after: well };
    if (!('ok' in footing)) return { ...none, unsure: footing.unsure };
    const { paths } = await server.routes();
    const candidates = [...new Set([...common, ...paths])];
    const asked = [];
    for (const path of candidates) asked.push({ what: path, status: await shake(server, path, {}) });
    const open = asked.filter(({ status }) => status === 101).map(({ what }) => what);
    const seen = [];
    for (const path of open.slice(0, mostOpen))
      for (const [what, foreign] of foreigners(server)) {
        seen.push({ what, path, status: await shake(server, path, foreign) });
      }
    const after = await stillStands(server, client, footing.ok);
    return { unsure: '', asked, open, seen, after };
  },
  read: ({ unsure, asked, open, seen, after }) => {
    if (unsure !== '') return [inconclusive(unsure)];
    return conclude({
      faults: seen
        .filter(({ status }) => status === 101)
        .map(({ what, path }) => fail(`a WebSocket opens with ${what}`, `${path} -> 101`)),
      unclear: [...evasionsIn(asked, refusals), ...evasionsIn(seen, refusals)],
      after,
      passed: pass(
        open.length === 0
          ? `no upgrade was taken on any of ${asked.length} paths`
          : `${open.join(', ')}: a foreign Host, a foreign Origin and plaintext are refused`,
      ),
    });
  },
});

interface Foreign {
  readonly host?: string;
  readonly origin?: string;
  readonly head?: string;
}

const foreigners = ({
  stance,
  allowedOrigin,
}: Server): readonly (readonly [what: string, foreign: Foreign])[] => [
  ['a foreign Host', { host: 'evil.example' }],
  // If the allowed origins are unknown, any may be allowed: clients may be pages of anybody.
  ...(allowedOrigin === undefined ? [] : [['a foreign Origin', { origin: 'https://evil.example' }] as const]),
  ...(stance === 'behind-proxy' ? [['plaintext', { head: 'X-Forwarded-Proto: http\r\n' }] as const] : []),
];

/** The status of the handshake's answer; 0 for none. */
async function shake(server: Server, path: string, foreign: Foreign): Promise<number> {
  const {
    host = server.host,
    origin = server.allowedOrigin,
    head = server.head(server.freshClient()),
  } = foreign;
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: ${host}`,
    ...(origin === undefined ? [] : [`Origin: ${origin}`]),
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: cmFtcGFydC1wcm9iZS0xMg==',
  ];
  const answer = await server.raw([`${lines.join('\r\n')}\r\n${head}\r\n`], {
    timeoutMs: 2_000,
    until: 'answer',
  });
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer.bytes)?.[1] ?? 0);
}
