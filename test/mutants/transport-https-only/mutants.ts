import { mutant, swap, unmount, type Mutants } from '../support/mutant.js';

const rule = 'src/security/plaintext.ts';

export const mutants: Mutants = {
  any: [
    mutant('plaintext is processed', unmount('https-only')),
    mutant('one path is let through', swap(rule, "path === '/readyz'", "path.startsWith('/notes')")),
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
        "sendProblem(res, 'https_required', { headers: { Connection: 'close' } });",
        "res.writeHead(308, { Location: `https://${req.headers.host ?? ''}${req.originalUrl ?? ''}` }).end();",
      ),
    ),
    mutant(
      'a claimed scheme is believed',
      swap(
        'src/security/https-only.ts',
        "req.protocol === 'https'",
        "(req.protocol === 'https' || req.headers['x-forwarded-proto'] === 'https')",
      ),
    ),
    mutant(
      'reading is let through',
      swap(
        'src/security/https-only.ts',
        "req.protocol === 'https'",
        "(req.protocol === 'https' || req.method === 'GET')",
      ),
    ),
  ],
  fastify: [
    mutant(
      'plaintext is redirected',
      swap(
        'src/security/https-only.ts',
        "sendProblem(reply, 'https_required', { headers: { Connection: 'close' } });",
        'reply.redirect(`https://${request.host}${request.url}`, 308);',
      ),
    ),
    mutant(
      'a claimed scheme is believed',
      swap(
        'src/security/https-only.ts',
        'isHttps(request))',
        "isHttps(request) || request.headers['x-forwarded-proto'] === 'https')",
      ),
    ),
    mutant(
      'reading is let through',
      swap(
        'src/security/https-only.ts',
        'isHttps(request))',
        "isHttps(request) || request.method === 'GET')",
      ),
    ),
  ],
  hono: [
    mutant(
      'plaintext is redirected',
      swap(
        'src/security/https-only.ts',
        "answerProblem(c, 'https_required', { headers: { Connection: 'close' } });",
        "Promise.resolve(c.redirect(c.req.url.replace('http:', 'https:'), 308));",
      ),
    ),
    mutant(
      'a claimed scheme is believed',
      swap(
        'src/security/https-only.ts',
        "c.get('scheme') === 'https'",
        "(c.get('scheme') === 'https' || c.req.header('x-forwarded-proto') === 'https')",
      ),
    ),
    mutant(
      'reading is let through',
      swap(
        'src/security/https-only.ts',
        "c.get('scheme') === 'https'",
        "(c.get('scheme') === 'https' || c.req.method === 'GET')",
      ),
    ),
  ],
};
