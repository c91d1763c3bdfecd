import { mutant, swap, unmount, type Mutant, type Mutants } from '../support/mutant.js';

const refusalsLackThem: readonly Mutant[] = [
  mutant(
    'refusals lack the headers',
    swap('src/security/index.ts', '  app.use(securityHeaders);\n', ''),
    swap(
      'src/security/index.ts',
      '  app.use(preflight);',
      '  app.use(preflight);\n  app.use(securityHeaders);',
    ),
  ),
];

export const mutants: Mutants = {
  any: [
    mutant('the headers are not sent', unmount('security-headers')),
    mutant(
      'one header is missing',
      swap('src/security/headers.ts', "  ['X-Content-Type-Options', 'nosniff'],\n", ''),
    ),
    mutant(
      'the policy allows inline scripts',
      swap(
        'src/security/headers.ts',
        "default-src 'none'; base-uri",
        "default-src 'none'; script-src 'unsafe-inline'; base-uri",
      ),
    ),
    mutant('HSTS lasts a minute', swap('src/security/headers.ts', 'max-age=63072000', 'max-age=60')),
  ],
  connect: refusalsLackThem,
  hono: refusalsLackThem,
  express: [
    mutant('the software is named', swap('src/security/index.ts', "app.disable('x-powered-by');", '')),
  ],
  fastify: [
    mutant(
      'refusals lack the headers',
      unmount('security-headers'),
      swap(
        'src/security/index.ts',
        "  app.addHook('onRequest', preflight);",
        "  app.addHook('onRequest', preflight);\n  app.addHook('onRequest', securityHeaders);",
      ),
    ),
    mutant(
      'they stop at the border of a plugin',
      unmount('security-headers'),
      swap(
        'src/app.ts',
        'app.register(routes);',
        "app.register(async (inner) => {\n    inner.addHook('onRequest', " +
          'securityHeaders);\n    inner.register(routes);\n  });',
      ),
      swap(
        'src/app.ts',
        'import { mount }',
        "import { securityHeaders } from './security/headers.js';\nimport { mount }",
      ),
    ),
    mutant(
      'what the router cannot read goes out without them',
      swap('src/security/index.ts', '    frameworkErrors: sendRoundAgain,\n', ''),
    ),
  ],
  nest: [
    mutant(
      'the software is named',
      swap('src/security/index.ts', ".disable('x-powered-by');", ".enable('x-powered-by');"),
    ),
  ],
  'nest-fastify': [
    mutant(
      'what Fastify answers by itself goes out without them',
      swap('src/security/index.ts', '  beforeFastify(app);\n', '\n'),
    ),
  ],
};
