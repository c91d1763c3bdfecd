import { mutant, swap, unmount, type Mutants } from '../support/mutant.js';

const rule = 'src/security/https-only.ts';

export const mutants: Mutants = {
  any: [
    mutant('plaintext is processed', unmount('https-only')),
    mutant('one path is let through', swap(rule, 'isHealthPath(target)', "target.startsWith('/notes')")),
    mutant('a claimed scheme is believed', swap(rule, 'isHttps(scheme, headers)', 'claimsHttps(headers)')),
    mutant(
      'staging counts as development',
      swap(rule, "config.NODE_ENV === 'production'", "config.NODE_ENV === 'live'"),
    ),
  ],
  connect: [
    mutant(
      'plaintext is redirected',
      swap(
        'src/security/https-only.ts',
        "sendProblem(res, 'https_required', refusal);",
        "res.writeHead(308, { Location: `https://${req.headers.host ?? ''}${req.originalUrl ?? ''}` }).end();",
      ),
    ),
    mutant(
      'reading is let through',
      swap(
        'src/security/https-only.ts',
        'refusal === undefined',
        "refusal === undefined || req.method === 'GET'",
      ),
    ),
  ],
  fastify: [
    mutant(
      'plaintext is redirected',
      swap(
        'src/security/https-only.ts',
        "sendProblem(reply, 'https_required', refusal);",
        'reply.redirect(`https://${reply.request.host}${originalUrl}`, 308);',
      ),
    ),
    mutant(
      'reading is let through',
      swap(
        'src/security/https-only.ts',
        'refusal === undefined',
        "refusal === undefined || reply.request.method === 'GET'",
      ),
    ),
  ],
  hono: [
    mutant(
      'plaintext is redirected',
      swap(
        'src/security/https-only.ts',
        "answerProblem(c, 'https_required', refusal);",
        "Promise.resolve(c.redirect(c.req.url.replace('http:', 'https:'), 308));",
      ),
    ),
    mutant(
      'reading is let through',
      swap(
        'src/security/https-only.ts',
        'refusal === undefined',
        "refusal === undefined || c.req.method === 'GET'",
      ),
    ),
  ],
};
