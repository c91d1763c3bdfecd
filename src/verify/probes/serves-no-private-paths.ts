import { fail, inconclusive, onServer, pass } from '../probe.js';
import { isDone, isElsewhere } from '../subjects/answered.js';
import { refusedIn } from '../subjects/transport.js';
import { conclude } from '../probing/conclude.js';
import { footingOf, stillStands, well } from '../probing/footing.js';
import type { After } from '../probing/footing.js';
import { inTurns } from '../probing/in-turns.js';

interface Transcript {
  readonly unsure: string;
  readonly served: readonly { readonly path: string; readonly status: number }[];
  /** Paths that the service itself did not answer. */
  readonly unanswered: readonly { readonly path: string; readonly status: number }[];
  readonly asked: number;
  /** The answer to a path that does not exist. */
  readonly anything: { readonly status: number };
  readonly left: string;
  readonly after: After;
}

const settings = /^[A-Z][A-Z0-9_]+=/m;
const source = /\b(?:import|require|export)\b.*['"]/;
/** Paths and a pattern of their real content, so that a page that answers 200 to everything does not count. */
const paths: readonly (readonly [RegExp, ...string[]])[] = [
  [
    settings,
    '/.env',
    '/.env.local',
    '/.env.production',
    '/.env.bak',
    '/config/.env',
    '/api/.env',
    '/..%2f.env',
    '/%2e%2e/.env',
    '/public/..%2f..%2f.env',
    '/static/%2e%2e%2f.env',
  ],
  [/^ref:|^\[core\]/m, '/.git/HEAD', '/.git/config'],
  [
    /"(?:name|dependencies|lockfileVersion)"\s*:/,
    '/package.json',
    '/package-lock.json',
    '/..%2fpackage.json',
    '/rampart.json',
    '/rampart.probes.json',
  ],
  [/"mappings"\s*:/, '/server.js.map', '/dist/server.js.map', '/app.js.map', '/main.js.map'],
  [
    source,
    '/server.js',
    '/dist/server.js',
    '/src/server.ts',
    '/app.js',
    '/index.js',
    '/src/config.ts',
    '/config.js',
  ],
  [/^(?:generator|datasource|model) /m, '/prisma/schema.prisma'],
  [
    /"(?:openapi|swagger)"\s*:/,
    '/openapi.json',
    '/swagger.json',
    '/api-docs',
    '/api-docs.json',
    '/v3/api-docs',
    '/docs/json',
    '/api/openapi.json',
    '/openapi.yaml',
  ],
  [
    /swagger-ui|redoc|scalar/i,
    '/docs',
    '/docs/',
    '/swagger',
    '/api/docs',
    '/swagger-ui.html',
    '/documentation',
  ],
  [/graphi?ql|playground|__schema/i, '/graphql', '/graphiql', '/playground'],
  [/^# (?:HELP|TYPE) /m, '/metrics', '/api/metrics', '/actuator/prometheus'],
  [
    /"(?:heapUsed|memory|env|activeProfiles|pid|uptime|versions)"\s*:/i,
    '/debug',
    '/debug/vars',
    '/actuator',
    '/actuator/env',
    '/status',
    '/info',
    '/server-info',
    '/__debug',
    '/health/details',
  ],
  [/Apache|nginx|requests currently/i, '/server-status', '/nginx_status'],
  [
    /CREATE TABLE|INSERT INTO|PK\x03\x04/,
    '/backup.sql',
    '/dump.sql',
    '/db.sql',
    '/backup.zip',
    '/database.sqlite',
  ],
  [/<Files|RewriteRule|FROM |services:/, '/.htaccess', '/Dockerfile', '/docker-compose.yml', '/compose.yaml'],
  [/BEGIN .*PRIVATE KEY/, '/id_rsa', '/server.key', '/.ssh/id_rsa'],
  [/Index of|Directory listing|listing directory/i, '/uploads/', '/static/', '/public/', '/backup/'],
];

export const servesNoPrivatePaths = onServer<Transcript>({
  id: 'serves-no-private-paths',
  question: 'Are no settings, sources, documentation or debug pages served to strangers?',
  how:
    'Asks for usual paths of settings, sources, documentation and debug pages. An answer of 2xx with ' +
    'the content of such a file fails.',
  safety: 'passive',
  exercise: async (server) => {
    const client = server.client();
    const footing = await footingOf(server, client);
    const none = { served: [], unanswered: [], asked: 0, anything: { status: 0 }, left: '', after: well };
    if (!('ok' in footing)) return { ...none, unsure: footing.unsure };
    const anything = await server.page('/rampart-random-9f3c', client);
    const all = paths.flatMap(([content, ...list]) => list.map((path) => ({ path, content })));
    const due = all.filter(({ path }) => server.refusal({ path }) === undefined);
    const answers = await inTurns(due, 2, async ({ path, content }) => {
      const { status, body } = await server.page(path, client);
      const isServed = status >= 200 && status < 300 && body !== anything.body && content.test(body);
      return { path, status, is: isServed ? 'served' : isElsewhere(status) ? 'lost' : 'refused' };
    });
    const withheld = all.length - due.length;
    return {
      unsure: '',
      served: answers.filter(({ is }) => is === 'served').map(({ path, status }) => ({ path, status })),
      unanswered: answers.filter(({ is }) => is === 'lost').map(({ path, status }) => ({ path, status })),
      asked: due.length,
      anything: { status: anything.status },
      left: withheld === 0 ? '' : `${refusedIn(server.mode, `${withheld} paths in disguise are not sent`)}`,
      after: await stillStands(server, client, footing.ok),
    };
  },
  read: ({ unsure, served, unanswered, asked, anything, left, after }) => {
    if (unsure !== '') return [inconclusive(unsure)];
    const [first] = unanswered;
    return conclude({
      faults: served.map(({ path, status }) => fail(`${path} is served`, `GET ${path} -> ${status}`)),
      unclear: [
        // A firewall or a single-page app answers every path with one page, so the real answer was not seen.
        isDone(anything.status) ? `a path that nobody has is answered ${anything.status} too` : '',
        ...(first === undefined
          ? []
          : [
              `${unanswered.length} of ${asked} paths were not answered by the ` +
                `service: ${first.path} -> ${first.status || 'no answer'}`,
            ]),
      ],
      after,
      left: left === '' ? '' : `${left}; none of ${asked} plain ones is served`,
      passed: pass(
        `none of ${asked} usual paths of settings, sources, documentation and debug pages is served`,
      ),
    });
  },
});
