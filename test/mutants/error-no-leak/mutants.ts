import { mutant, swap, unmount, type Mutants } from '../support/mutant.js';

export const mutants: Mutants = {
  any: [
    mutant(
      'the answer holds the words of the parser',
      swap(
        'src/security/body.ts',
        "} catch {\n    return { code: 'malformed_json', details: {} };",
        '} catch (error) {\n    throw error;',
      ),
    ),
    mutant(
      'every problem holds the stack of where it was made',
      swap('src/security/problem.ts', '    ...extra,', '    ...extra,\n    detail: new Error("at").stack,'),
    ),
  ],
  express: [
    mutant(
      'the answer holds the message of the error',
      swap(
        'src/security/problem.ts',
        "sendProblem(res, code ?? 'internal_error');",
        "sendProblem(res, code ?? 'internal_error', { errors: [{ in: 'body', " +
          "path: String((error as Error).message), code: 'x' }] });",
      ),
    ),
    mutant(
      'Express answers errors itself',
      swap('src/security/index.ts', 'app.use(handleErrors(ctx.logger));', ''),
    ),
    mutant(
      'unknown paths are repeated as HTML',
      swap(
        'src/security/problem.ts',
        "sendProblem(res, 'not_found');",
        'unchecked((req, all) => void all.status(404).send(`<p>No ${decodeURIComponent(req.originalUrl)}</p>`))' +
          '(_req, res, String);',
      ),
      swap(
        'src/security/problem.ts',
        "import type { Logger } from './logger.js';",
        "import type { Logger } from './logger.js';\nimport { unchecked } from './contract.js';",
      ),
    ),
  ],
  fastify: [
    mutant(
      'the answer holds the stack of the error',
      swap(
        'src/security/problem.ts',
        "'validation_failed', detailsOf(error));",
        "'validation_failed', { errors: [{ in: 'body', path: String(error.stack), code: 'x' }] });",
      ),
    ),
    mutant('Fastify answers errors itself', unmount('errors')),
    mutant(
      'unknown paths are repeated as HTML',
      swap(
        'src/security/problem.ts',
        "if (known.length === 0) return sendProblem(reply, 'not_found');",
        "if (known.length === 0) return Object.assign(reply, { refused: { code: 'not_found', why: undefined } })" +
          '.code(404).type("text/html").send(`<p>No ${decodeURIComponent(request.originalUrl)}</p>`);',
      ),
    ),
  ],
  'nest-any': [
    mutant(
      'the answer holds the message of the error',
      swap(
        'src/security/problem.ts',
        "sendProblem(res, code ?? 'internal_error');",
        "sendProblem(res, code ?? 'internal_error', { errors: [{ in: 'body', " +
          "path: String((error as Error).message), code: 'x' }] });",
      ),
    ),
    mutant(
      'Nest answers errors itself',
      swap(
        'src/security/security.module.ts',
        '{ provide: APP_FILTER, useValue: new ProblemFilter(logger) },',
        '',
      ),
    ),
    mutant(
      'unknown paths are repeated as HTML',
      swap(
        'src/security/problem.ts',
        "sendProblem(res, code ?? 'internal_error');",
        "unchecked((req, all) => void all.setHeader('Content-Type', 'text/html').writeHead(404)" +
          '.end(`<p>No ${decodeURIComponent(String(res.req.url))}</p>`))(res.req, res, String);',
      ),
      swap(
        'src/security/problem.ts',
        "import type { Logger } from './logger.js';",
        "import type { Logger } from './logger.js';\nimport { unchecked } from './checks.js';",
      ),
    ),
  ],
  hono: [
    mutant(
      'the answer holds the message of the error',
      swap(
        'src/security/problem.ts',
        "answerProblem(c, 'internal_error')",
        "answerProblem(c, 'internal_error', { errors: [{ in: 'body', path: error.message, code: 'x' }] })",
      ),
    ),
    mutant(
      'unknown paths are repeated as HTML',
      swap(
        'src/security/problem.ts',
        "answerProblem(c, 'not_found');",
        "(c.set('isDeclared', true), c.html(`<p>No ${c.req.path}</p>`, 404));",
      ),
    ),
    mutant(
      'Hono answers errors itself',
      unmount('errors'),
      swap('src/security/index.ts', '  app.use(declaredOnly(app));', ''),
    ),
  ],
};
