import { mutant, swap, type Mutants } from '../support/mutant.js';

export const mutants: Mutants = {
  connect: [
    mutant(
      'TRACE echoes',
      swap(
        'src/security/index.ts',
        'app.use(strictHttp(ctx.config));',
        "app.use((req, res, next) => (req.method === 'TRACE' ? void " +
          "res.setHeader('Content-Type', " +
          "'message/http').end(JSON.stringify(req.headers)) : next()));\n  " +
          'app.use(strictHttp(ctx.config));',
      ),
    ),
  ],
  express: [
    mutant(
      'any other method is 404',
      swap(
        'src/security/routes.ts',
        "else sendProblem(res, 'method_not_allowed', { headers: { Allow } });",
        "else sendProblem(res, 'not_found');",
      ),
    ),
    mutant(
      '405 without Allow',
      swap(
        'src/security/routes.ts',
        "sendProblem(res, 'method_not_allowed', { headers: { Allow } })",
        "sendProblem(res, 'method_not_allowed')",
      ),
    ),
  ],
  fastify: [
    mutant(
      'any other method is 404',
      swap(
        'src/security/problem.ts',
        "return sendProblem(reply, 'method_not_allowed', { headers: { Allow } });",
        "return sendProblem(reply, 'not_found');",
      ),
    ),
    mutant(
      'TRACE echoes',
      swap(
        'src/security/index.ts',
        "app.addHook('onRequest', strictHttp(ctx.config));",
        "app.addHook('onRequest', (request, reply, done) => {\n    if (request.method === 'TRACE')\n" +
          "      reply.hijack().raw.setHeader('Content-Type', 'message/http').end(JSON.stringify(request.headers));\n" +
          "    else done();\n  });\n  app.addHook('onRequest', strictHttp(ctx.config));",
      ),
    ),
    mutant(
      '405 without Allow',
      swap('src/security/problem.ts', "'method_not_allowed', { headers: { Allow } }", "'method_not_allowed'"),
    ),
  ],
  nest: [
    mutant(
      'any other method is 404',
      swap(
        'src/adapter.ts',
        "sendProblem(res, 'method_not_allowed', { headers: { Allow } });",
        "sendProblem(res, 'not_found');",
      ),
    ),
    mutant(
      '405 without Allow',
      swap('src/adapter.ts', "'method_not_allowed', { headers: { Allow } }", "'method_not_allowed'"),
    ),
  ],
  'nest-fastify': [
    mutant(
      'any other method is 404',
      swap(
        'src/adapter.ts',
        "new Problem('method_not_allowed', { headers: { Allow } });",
        "new Problem('not_found');",
      ),
    ),
    mutant(
      '405 without Allow',
      swap('src/adapter.ts', "'method_not_allowed', { headers: { Allow } }", "'method_not_allowed'"),
    ),
  ],
  hono: [
    mutant(
      'TRACE echoes',
      swap(
        'src/security/index.ts',
        'app.use(strictHttp(ctx.config));',
        "app.use((c, next) => (c.req.method === 'TRACE' ? " +
          'Promise.resolve(c.json(c.req.header())) : next()));\n  ' +
          'app.use(strictHttp(ctx.config));',
      ),
    ),
    mutant(
      'any other method is 404',
      swap(
        'src/security/declared-only.ts',
        "answerProblem(c, 'method_not_allowed', { headers })",
        "answerProblem(c, 'not_found')",
      ),
    ),
    mutant(
      '405 without Allow',
      swap(
        'src/security/declared-only.ts',
        "answerProblem(c, 'method_not_allowed', { headers })",
        "answerProblem(c, 'method_not_allowed')",
      ),
    ),
  ],
};
