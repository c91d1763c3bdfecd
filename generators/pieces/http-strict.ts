import { code, from, middleware, root, type Code } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';

/** The middleware refuses a request without Host, with all headers; Node would refuse it without them. */
const noHostNeeded = code`requireHostHeader: false`;
const why = 'httpStrict refuses a request without Host, with all headers';
const strict = middleware(code`${from('./http-strict.js', 'strictHttp')}(${root.config})`);

/** Nest creates its server without options, but Node reads this one for each request. */
const setLater = code`Object.assign(${root.server}, { ${noHostNeeded} }); // ${why}`;

/** Runs a statement for what Node itself answers only if nothing was answered yet. */
const once = (server: Code): Code =>
  code`${server}.removeAllListeners('clientError'); // Fastify's own would send a second answer`;

const onNode = {
  packages: [],
  serverSettings: () => [{ property: noHostNeeded, why }],
  compose: () => strict,
};

export const httpStrict = definePiece({
  id: 'http-strict',
  title: 'Strict HTTP',
  why: 'Two Host headers, foreign hosts and odd methods are refused before anything reads them',
  phase: 'transport',
  preset: 'minimal',
  options: {},
  needs: ['config', 'problem'],
  fits: {
    connect: onNode,
    'nest-any': { packages: [], compose: () => [setLater, strict] },
    hono: onNode,
    'nest-fastify': { packages: [], compose: () => [setLater, once(code`${root.server}`), strict] },
    fastify: {
      packages: [],
      serverSettings: () => [{ property: noHostNeeded }],
      compose: () => [once(code`app.server`), strict],
    },
  },
  env: [
    {
      name: 'PUBLIC_ORIGIN',
      schema: code`${from('./security/env.js', 'publicOrigin')}(mode)`,
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
        met: 'Ambiguous framing is refused, and the connection closed: `src/security/http-strict.ts`.',
        shownBy: ['http-parser-strict'],
      },
      {
        stride: 'Spoofing',
        threat: 'A request for a foreign host makes the service answer for that host.',
        met: 'Only the configured host is served: `src/security/http-strict.ts`.',
        shownBy: ['http-parser-strict'],
      },
    ],
  },
  controls: ['http-parser-strict'],
});
