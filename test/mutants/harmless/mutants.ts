import { create, mutant, swap, type Mutants } from '../support/mutant.js';
import { namedSocket } from '../support/upgrades.js';

const oneLogLineMore = (entry: string) =>
  mutant(
    'one log line more',
    swap(entry, "'listening');", "'listening');\n  ctx.logger.info('ready to answer');"),
  );

/** Changes that a careful user may make. No probe may flag any of them. */
export const harmless: Mutants = {
  any: [
    mutant('a WebSocket that is named', namedSocket),
    mutant('a stricter body limit', swap('src/security/body.ts', 'bytes: 100 * 1024', 'bytes: 64 * 1024')),
    mutant('a stricter depth', swap('src/security/body.ts', 'depth: 32, keys: 1000', 'depth: 16, keys: 200')),
    mutant('a stricter global limit', swap('src/security/rate-limit.ts', 'points: 1000', 'points: 900')),
    mutant('a stricter login limit', swap('src/security/rate-limit.ts', 'points: 5,', 'points: 3,')),
    mutant(
      'a longer HSTS',
      swap(
        'src/security/headers.ts',
        'max-age=63072000; includeSubDomains',
        'max-age=94608000; includeSubDomains; preload',
      ),
    ),
    mutant(
      'shorter timeouts',
      swap('src/security/http-timeouts.ts', 'requestTimeout: 30_000', 'requestTimeout: 20_000'),
    ),
    mutant('another log level', swap('src/config.ts', ".default('info')", ".default('debug')")),
    mutant(
      'another word in a problem',
      swap('src/security/problem.ts', "type: 'about:blank',", "type: 'https://docs.acme.org/problems',"),
    ),
    mutant(
      'texts that look like secrets and are none',
      create(
        'src/data/words.ts',
        "export const passwordHint = 'at least twelve characters';\nexport const " +
          "tokenHeader = 'x-csrf-token';\nexport const secretPath = " +
          "'/run/secrets/operations_token';\nexport enum Kind { Password = " +
          "'PASSWORD_GRANT' }\n",
      ),
    ),
    mutant(
      'an extra header',
      swap(
        'src/security/headers.ts',
        "  ['Cache-Control', 'no-store'],",
        "  ['Cache-Control', 'no-store'],\n  ['X-DNS-Prefetch-Control', 'off'],",
      ),
    ),
    mutant(
      'a replacement of other text',
      create(
        'src/data/slug.ts',
        "export const slug = (title: string): string => title.toLowerCase().replace(/[^a-z0-9]+/g, '-');\n",
      ),
    ),
  ],
  express: [
    oneLogLineMore('src/server.ts'),
    mutant(
      'a comment about <script> and process.env.SECRET || "secret"',
      swap(
        'src/app.ts',
        '  const app = express();',
        '  // Never write: process.env.SECRET || "secret", and never ' +
          'replace(/<script/, "").\n  const app = express();',
      ),
    ),
    mutant(
      'imports in another order',
      swap(
        'src/app.ts',
        "import { notesRouter } from './notes/notes.js';\nimport { openApiRouter } from './openapi.js';",
        "import { openApiRouter } from './openapi.js';\nimport { notesRouter } from './notes/notes.js';",
      ),
    ),
    mutant(
      'a local name changes',
      swap('src/app.ts', 'app.use(notesRouter());', 'const ours = notesRouter();\n  app.use(ours);'),
    ),
    mutant(
      'a route more, with its schemas',
      create(
        'src/echo.ts',
        "import { Router } from 'express';\nimport { z } from 'zod';\n" +
          "import { routing, validate } from './security/contract.js';\n\n" +
          'const text = z.strictObject({ text: z.string().max(500) });\n\n' +
          'export const echoRouter = Router(routing).post(\n' +
          "  '/echo',\n  validate({ operationId: 'echo', summary: 'Echo', body: text, " +
          'responses: { 200: text } }),\n  (req, res) => {\n    res.json(req.body);\n  },\n);\n',
      ),
      swap('src/app.ts', '  if (ctx.config.NODE_ENV', '  app.use(echoRouter);\n  if (ctx.config.NODE_ENV'),
      swap(
        'src/app.ts',
        'import { notesRouter }',
        "import { echoRouter } from './echo.js';\nimport { notesRouter }",
      ),
    ),
  ],
  fastify: [
    oneLogLineMore('src/server.ts'),
    mutant(
      'a comment about <script> and process.env.SECRET || "secret"',
      swap(
        'src/app.ts',
        '  await app.register(security, ctx);',
        '  // Never write: process.env.SECRET || "secret", and never replace(/<script/, "").\n' +
          '  await app.register(security, ctx);',
      ),
    ),
    mutant(
      'a plugin of one’s own',
      swap(
        'src/app.ts',
        'app.register(notes);',
        "app.register(async (inner) => {\n    inner.addHook('onClose', async () => " +
          "ctx.logger.info('bye'));\n    inner.register(notes);\n  });",
      ),
    ),
    mutant(
      'a route more, with its schemas',
      create(
        'src/echo.ts',
        "import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';\n" +
          "import { z } from 'zod';\n\nexport const echo: FastifyPluginAsyncZod = async (app) " +
          '=> {\n  const body = z.strictObject({ text: z.string().max(500) });\n  ' +
          "app.post('/echo', { schema: { operationId: 'echo', summary: 'Echo', body, response: { 200: " +
          'z.object({ text: z.string() }) } } }, async (request) => request.body);\n};\n',
      ),
      swap('src/app.ts', '  return app;', '  app.register(echo);\n  return app;'),
      swap('src/app.ts', 'import { notes }', "import { echo } from './echo.js';\nimport { notes }"),
    ),
  ],
  'nest-any': [
    oneLogLineMore('src/main.ts'),
    mutant(
      'a comment about <script> and process.env.SECRET || "secret"',
      swap(
        'src/app.ts',
        '  secureApp(app, ctx);',
        '  // Never write: process.env.SECRET || "secret", and never replace(/<script/, "").\n  secureApp(app, ctx);',
      ),
    ),
    mutant(
      'a controller more, with its schemas',
      create(
        'src/echo/echo.controller.ts',
        "import { Body, Controller, Post } from '@nestjs/common';\nimport { z } from " +
          "'zod';\nimport { Answers } from '../security/contract.js';\n\nconst echo = " +
          "z.strictObject({ text: z.string().max(500) });\n\n@Controller('echo')\nexport " +
          "class EchoController {\n  @Post()\n  @Answers(200, echo, { summary: 'Echo' })\n" +
          '  say(@Body({ schema: echo }) input: z.output<typeof echo>): ' +
          'z.output<typeof echo> {\n    return input;\n  }\n}\n',
      ),
      swap('src/notes/notes.module.ts', '[NotesController]', '[NotesController, EchoController]'),
      swap(
        'src/notes/notes.module.ts',
        'import { NotesController }',
        "import { EchoController } from '../echo/echo.controller.js';\nimport { NotesController }",
      ),
    ),
    mutant(
      'Nest drains, too, and hears of the signal first',
      swap('src/app.ts', '  secureApp(app, ctx);', '  app.enableShutdownHooks();\n  secureApp(app, ctx);'),
    ),
    mutant(
      'Nest drains too',
      swap('src/app.ts', '  secureApp(app, ctx);', '  secureApp(app, ctx);\n  app.enableShutdownHooks();'),
    ),
  ],
  hono: [
    oneLogLineMore('src/server.ts'),
    mutant(
      'a comment about <script> and process.env.SECRET || "secret"',
      swap(
        'src/app.ts',
        '  secureApp(app, ctx);',
        '  // Never write: process.env.SECRET || "secret", and never replace(/<script/, "").\n  secureApp(app, ctx);',
      ),
    ),
    mutant(
      'imports in another order',
      swap(
        'src/app.ts',
        "import { noteRoutes } from './notes/notes.routes.js';\nimport { documentRoute } from './openapi.js';",
        "import { documentRoute } from './openapi.js';\nimport { noteRoutes } from './notes/notes.routes.js';",
      ),
    ),
    mutant(
      'middleware of one’s own',
      swap(
        'src/app.ts',
        '  const routes = app',
        "  app.use('/notes/*', async (c, next) => {\n    c.header('X-Notes', " +
          "'yes');\n    await next();\n  });\n  const routes = app",
      ),
    ),
    mutant(
      'a route more, with its schemas',
      create(
        'src/echo.ts',
        "import { OpenAPIHono } from '@hono/zod-openapi';\nimport { z } from 'zod';\n" +
          "import { createRoute, json } from './security/contract.js';\n" +
          "import type { ServiceEnv } from './security/hono.js';\n\n" +
          'const text = z.strictObject({ text: z.string().max(500) });\n' +
          "const echo = createRoute({ method: 'post', path: '/echo', operationId: 'echo', summary: 'Echo', " +
          "request: { body: { ...json(text, 'Text'), required: true } }, responses: { 200: json(text, 'OK') } });\n\n" +
          'export const echoRoutes = () =>\n  new OpenAPIHono<ServiceEnv>()' +
          ".openapi(echo, (c) => c.json(c.req.valid('json'), 200));\n",
      ),
      swap('src/app.ts', ".route('/', noteRoutes())", ".route('/', noteRoutes()).route('/', echoRoutes())"),
      swap(
        'src/app.ts',
        'import { healthRoutes }',
        "import { echoRoutes } from './echo.js';\nimport { healthRoutes }",
      ),
    ),
  ],
};
