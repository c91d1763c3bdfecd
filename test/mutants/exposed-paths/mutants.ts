import { mutant, swap, type Mutants } from '../support/mutant.js';

const importUnchecked = "import { unchecked } from './security/answers.js';\n";

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
      swap(
        'src/app.ts',
        "if (ctx.config.NODE_ENV !== 'production') app.register(describeApi);",
        'app.register(describeApi);',
      ),
    ),
    mutant(
      'the folder is served',
      swap(
        'src/app.ts',
        '  return app;',
        "  app.addHook('onRequest', ({ url }, reply, done) => {\n    readFile(`.${url}`, " +
          "'utf8').then((text) => reply.send(text), () => done());\n  });\n  return app;",
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
        "  const schema = { summary: 'Metrics', response: { 200: plainText } };\n  " +
          "app.get('/metrics', { schema }, (_request, reply) => " +
          "reply.type('text/plain').send('# HELP up Up.\\n# TYPE up gauge\\nup 1\\n'));\n  " +
          'return app;',
      ),
      swap(
        'src/app.ts',
        'import { mount }',
        "import { plainText } from './security/route.js';\nimport { mount }",
      ),
    ),
  ],
  'nest-any': [
    mutant(
      'the document is served in production',
      swap('src/app.ts', "if (ctx.config.NODE_ENV !== 'production') {", '{'),
    ),
    mutant(
      'the folder is served',
      swap(
        'src/app.ts',
        '  return app;',
        '  app.use((req, res, next) => void readFile(`.${req.url}`, ' +
          "'utf8').then((text) => res.end(text), () => next()));\n  return app;",
      ),
      swap(
        'src/app.ts',
        'import { mount }',
        "import { readFile } from 'node:fs/promises';\nimport { mount }",
      ),
    ),
    mutant(
      'metrics are open',
      swap(
        'src/app.ts',
        '  return app;',
        "  app.use((req, res, next) => (req.url === '/metrics' ? void res.end('# HELP " +
          "up Up.\\n# TYPE up gauge\\nup 1\\n') : next()));\n  return app;",
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
