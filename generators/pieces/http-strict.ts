import { code, from } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';

/** Node itself answers what its parser refuses only where nothing was answered yet. */
const once = (server: string): string =>
  `${server}.removeAllListeners('clientError'); // Fastify's own would answer a second time, behind a refusal`;

export const httpStrict = definePiece({
  id: 'http-strict',
  title: 'Strict HTTP',
  why: 'Two Host headers, foreign hosts and odd methods are refused before anything reads them',
  phase: 'transport',
  preset: 'minimal',
  options: {},
  needs: ['config', 'problem'],
  fits: {
    connect: {
      packages: [],
      settings: () =>
        code`requireHostHeader: false, // without one: refused here, with all headers, not by Node`,
      compose: () => code`app.use(${from('./http-strict.js', 'strictHttp')}(ctx.config));`,
    },
    // Nest makes its server without options, but Node looks at this one when a request comes.
    nest: {
      packages: [],
      compose: () =>
        code`Object.assign(server, { requireHostHeader: false }); // without one: refused here, with all headers, not by Node\napp.use(${from('./http-strict.js', 'strictHttp')}(ctx.config));`,
    },
    hono: {
      packages: [],
      settings: () =>
        code`requireHostHeader: false, // without one: refused here, with all headers, not by Node`,
      compose: () => code`app.use(${from('./http-strict.js', 'strictHttp')}(ctx.config));`,
    },
    'nest-fastify': {
      packages: [],
      compose: () =>
        code`Object.assign(server, { requireHostHeader: false }); // without one: refused here, with all headers, not by Node\n${once('server')}\napp.use(${from('./http-strict.js', 'strictHttp')}(ctx.config));`,
    },
    fastify: {
      packages: [],
      settings: () => code`http: { requireHostHeader: false },`,
      compose: () =>
        code`${once('app.server')}\napp.addHook('onRequest', ${from('./http-strict.js', 'strictHttp')}(ctx.config));`,
    },
  },
  env: [
    {
      name: 'PUBLIC_ORIGIN',
      schema: code`${from('./security/env-types.js', 'publicOrigin')}(mode)`,
      kind: 'setting',
      comment:
        'Where clients reach this service, such as https://api.acme.org; requests for other hosts are refused.',
      fallback: { in: 'development', value: 'http://localhost:3000' },
      example: { development: 'http://localhost:3000', production: '' },
    },
  ],
  contributes: {
    threats: [
      {
        stride: 'Tampering',
        threat: 'Two programs read one request differently, and the second half is smuggled in.',
        met: 'Doubled and odd framing is refused, the connection closed: `src/security/strict-rules.ts`.',
        shownBy: ['http-parser-strict'],
      },
      {
        stride: 'Spoofing',
        threat: 'A request for a foreign host makes the service speak in its name.',
        met: 'One host is served, the configured one: `src/security/strict-rules.ts`.',
        shownBy: ['http-parser-strict'],
      },
    ],
  },
  controls: ['http-parser-strict'],
});
