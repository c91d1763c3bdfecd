import { code, from, middleware, root } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';
import { nestOnExpress } from '../context.js';

const named = code`${root.config}.TRUST_PROXY`;
const trustedProxy = from('./proxy-trust.js', 'trustedProxy');
const trusted = code`${trustedProxy}(${named}, ${root.logger})`;
const trustedWithoutWords = code`${trustedProxy}(${named}, ${root.logger}.child({}, { level: 'silent' }))`;
const clientAddress = code`${from('./proxy-trust.js', 'clientAddress')}(${named}, ${root.logger})`;

export const proxyTrust = definePiece({
  id: 'proxy-trust',
  title: 'Proxy trust',
  why: 'A client cannot choose its own address; only the proxies you name can pass one on',
  phase: 'edge',
  preset: 'minimal',
  options: {},
  needs: ['config', 'logging'],
  fits: {
    express: {
      packages: [],
      compose: () => code`app.set('trust proxy', ${trusted});`,
    },
    'nest-fastify': {
      packages: ['proxy-addr'],
      devPackages: ['@types/proxy-addr'],
      // For request.ip, which is not set yet when middleware runs.
      settings: () => [{ property: code`trustProxy: ${trustedWithoutWords}` }],
      compose: () => middleware(clientAddress),
    },
    nest: {
      packages: [],
      compose: () => code`(app as ${nestOnExpress}).set('trust proxy', ${trusted});`,
    },
    hono: {
      packages: ['proxy-addr'],
      devPackages: ['@types/proxy-addr'],
      compose: () => middleware(clientAddress),
    },
    fastify: {
      packages: [],
      settings: () => [
        { property: code`trustProxy: ${trusted}`, why: 'given a number, Fastify trusts nobody' },
      ],
    },
  },
  env: [
    {
      name: 'TRUST_PROXY',
      schema: code`${from('./security/env.js', 'trustProxy')}()`,
      kind: 'setting',
      comment:
        'Proxies in front that may name the client: none, their exact number, or their addresses (10.0.0.0/24).',
      fallback: { in: 'everywhere', value: 'none' },
      example: { development: 'none', production: 'none' },
    },
  ],
  contributes: {
    threats: [
      {
        stride: 'Spoofing',
        threat: 'A client names another address, to get a fresh rate limit or to put the blame elsewhere.',
        met: "The address is the socket's, or what exactly the named proxies say: `src/security/proxy-trust.ts`.",
        shownBy: ['proxy-trust'],
      },
    ],
  },
  controls: ['proxy-trust'],
});
