import { mutant, swap, type Mutants } from '../support/mutant.js';

const importUnchecked = "import { unchecked } from './security/contract.js';\n";

export const mutants: Mutants = {
  express: [
    mutant(
      'the document is served in production',
      swap('src/app.ts', "if (ctx.config.NODE_ENV !== 'production') app.use", 'app.use'),
    ),
    mutant(
      'the folder is served',
      swap(
        'src/app.ts',
        '  secureErrors(app, ctx);',
        "  app.use(unchecked(express.static(process.cwd(), { dotfiles: 'allow' })));\n  secureErrors(app, ctx);",
      ),
      swap('src/app.ts', 'import { openApiRouter }', `${importUnchecked}import { openApiRouter }`),
    ),
    mutant(
      'metrics are open',
      swap(
        'src/app.ts',
        '  secureErrors(app, ctx);',
        "  app.get('/metrics', unchecked((_req, res) => void res.send('# HELP up " +
          "Up.\\n# TYPE up gauge\\nup 1\\n')));\n  secureErrors(app, ctx);",
      ),
      swap('src/app.ts', 'import { openApiRouter }', `${importUnchecked}import { openApiRouter }`),
    ),
  ],
  fastify: [
    mutant(
      'the document is served in production',
      swap('src/app.ts', "if (ctx.config.NODE_ENV !== 'production')\n", '\n'),
    ),
    mutant(
      'the folder is served',
      swap(
        'src/app.ts',
        '  return app;',
        "  app.addHook('onRequest', ({ url }, reply, done) => {\n    readFile(`.${url}`, " +
          "'utf8').then((text) => reply.hijack().raw.end(text), () => done());\n  });\n  return app;",
      ),
      swap(
        'src/app.ts',
        'import { fastify,',
        "import { readFile } from 'node:fs/promises';\nimport { fastify,",
      ),
    ),
    mutant(
      'metrics are open',
      swap(
        'src/app.ts',
        '  return app;',
        "  const response = { 200: { content: { 'text/plain': { schema: z.string() } } } };\n  " +
          "app.get('/metrics', { schema: { response } }, (_request, reply) => " +
          "reply.type('text/plain').send('# HELP up Up.\\n# TYPE up gauge\\nup 1\\n'));\n  " +
          'return app;',
      ),
      swap('src/app.ts', 'import { notes }', "import { z } from 'zod';\nimport { notes }"),
    ),
  ],
  'nest-any': [
    mutant(
      'the document is served in production',
      swap('src/app.ts', "ctx.config.NODE_ENV === 'production' ? undefined : ", ''),
    ),
    mutant(
      'the folder is served',
      swap(
        'src/app.ts',
        '  return app;',
        '  app.use(unchecked((req: IncomingMessage, res, next) => void readFile(`.${String(req.url)}`, ' +
          "'utf8').then((text) => res.end(text), () => next())));\n  return app;",
      ),
      swap(
        'src/app.ts',
        'import { NestLogger }',
        "import { readFile } from 'node:fs/promises';\nimport type { IncomingMessage } from 'node:http';\n" +
          "import { unchecked } from './security/checks.js';\nimport { NestLogger }",
      ),
    ),
    mutant(
      'metrics are open',
      swap(
        'src/app.ts',
        '  return app;',
        "  app.use(unchecked((req: IncomingMessage, res, next) => (req.url === '/metrics' ? void res.end('# HELP " +
          "up Up.\\n# TYPE up gauge\\nup 1\\n') : next())));\n  return app;",
      ),
      swap(
        'src/app.ts',
        'import { NestLogger }',
        "import type { IncomingMessage } from 'node:http';\n" +
          "import { unchecked } from './security/checks.js';\nimport { NestLogger }",
      ),
    ),
  ],
  hono: [
    mutant(
      'the document is served in production',
      swap('src/app.ts', "if (ctx.config.NODE_ENV !== 'production') app", 'app'),
    ),
    mutant(
      'the folder is served',
      swap(
        'src/app.ts',
        '  const routes = app',
        "  app.use(async (c, next) => {\n    const text = await readFile(`.${c.req.path}`, 'utf8').catch(() => " +
          "undefined);\n    if (text === undefined) return next();\n    c.set('isDeclared', true);\n    return " +
          'c.text(text);\n  });\n  const routes = app',
      ),
      swap(
        'src/app.ts',
        "import { OpenAPIHono } from '@hono/zod-openapi';",
        "import { readFile } from 'node:fs/promises';\nimport { OpenAPIHono } from '@hono/zod-openapi';",
      ),
    ),
    mutant(
      'metrics are open',
      swap(
        'src/app.ts',
        '  const routes = app',
        "  app.use('/metrics/*', async (c) => {\n    c.set('isDeclared', true);\n    return c.text('# HELP up " +
          "Up.\\n# TYPE up gauge\\nup 1\\n');\n  });\n  const routes = app",
      ),
    ),
  ],
};
