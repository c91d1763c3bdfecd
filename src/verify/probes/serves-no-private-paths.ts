import { fail, inconclusive, onServer, pass, verdictOf } from '../probe.js';

interface Transcript {
  readonly positive: number;
  readonly served: readonly { readonly path: string; readonly status: number }[];
  readonly asked: number;
}

const settings = /^[A-Z][A-Z0-9_]+=/m;
const source = /\b(?:import|require|export)\b.*['"]/;
/** A path, and what its content looks like: a page that answers 200 to everything is not mistaken for it. */
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
  [/Index of|Directory listing/i, '/uploads/', '/static/', '/public/', '/backup/'],
];

export const servesNoPrivatePaths = onServer<Transcript>({
  id: 'serves-no-private-paths',
  question: 'Are no settings, sources, documentation or debug pages served to strangers?',
  safety: 'passive',
  exercise: async (server) => {
    const { ok } = await server.routes();
    if (ok === undefined) return { positive: 0, served: [], asked: 0 };
    const from = server.freshClient();
    const { status: positive } = await server.request({ path: ok }, from);
    const anything = await server.request({ path: '/rampart-random-9f3c' }, from);
    const served = [];
    let asked = 0;
    for (const [content, ...list] of paths) {
      for (const path of list) {
        asked += 1;
        const { status, body } = await server.request({ path }, from);
        if (status >= 200 && status < 300 && body !== anything.body && content.test(body))
          served.push({ path, status });
      }
    }
    return { positive, served, asked };
  },
  read: ({ positive, served, asked }) =>
    positive < 200 || positive > 299
      ? [inconclusive('no route answers 2xx, so "not found" proves nothing')]
      : verdictOf(
          served.map(({ path, status }) => fail(`${path} is served`, `GET ${path} -> ${status}`)),
          pass(`none of ${asked} private paths is served`),
        ),
});
