import { fail, inconclusive, onServer, pass } from '../probe.js';
import { conclude, evasionsIn, type NamedStatus } from '../probing/conclude.js';
import { footingOf, stillStands, well, type After } from '../probing/footing.js';
import { foreigners, shake } from '../probing/foreign-handshakes.js';

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
