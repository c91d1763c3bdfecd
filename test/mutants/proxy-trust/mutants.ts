import { mutant, swap, type Mutants } from '../support/mutant.js';

export const mutants: Mutants = {
  any: [
    mutant(
      'every proxy is believed',
      swap(
        'src/security/proxy-trust.ts',
        "if (trust === 'none') return () => false;",
        "if (trust === 'none') return () => true;",
      ),
    ),
    mutant(
      'one hop too many is believed',
      swap('src/security/proxy-trust.ts', 'hop < trust', 'hop <= trust'),
    ),
  ],
  connect: [
    mutant(
      'the limiter reads the header itself',
      swap(
        'src/security/rate-limit.ts',
        'clientKey(addressOf(req))',
        'clientKey(String(req.headers["x-forwarded-for"] ?? req.ip).split(",")[0])',
      ),
    ),
    mutant(
      'a vendor header is believed',
      swap(
        'src/security/rate-limit.ts',
        'clientKey(addressOf(req))',
        'clientKey(String(req.headers["cf-connecting-ip"] ?? req.ip))',
      ),
    ),
  ],
  fastify: [
    mutant(
      'the limiter reads the header itself',
      swap(
        'src/security/rate-limit.ts',
        'clientKey(request.ip)',
        'clientKey(String(request.headers["x-forwarded-for"] ?? request.ip).split(",")[0])',
      ),
    ),
    mutant(
      'a vendor header is believed',
      swap(
        'src/security/rate-limit.ts',
        'clientKey(request.ip)',
        'clientKey(String(request.headers["cf-connecting-ip"] ?? request.ip))',
      ),
    ),
    mutant(
      'everybody is a proxy',
      swap(
        'src/security/index.ts',
        'trustProxy: trustedProxy(ctx.config.TRUST_PROXY, ctx.logger),',
        'trustProxy: true,',
      ),
      swap('src/security/index.ts', "import { trustedProxy } from './proxy-trust.js';\n", ''),
    ),
  ],
  'nest-fastify': [
    mutant(
      'everybody is a proxy',
      swap('src/security/proxy-trust.ts', 'all(req, isTrusted)', 'all(req, () => true)'),
    ),
  ],
  hono: [
    mutant(
      'the limiter reads the header itself',
      swap(
        'src/security/rate-limit.ts',
        "clientKey(c.get('client'))",
        "clientKey((c.req.header('x-forwarded-for') ?? c.get('client') ?? '').split(',')[0])",
      ),
    ),
    mutant(
      'a vendor header is believed',
      swap(
        'src/security/rate-limit.ts',
        "clientKey(c.get('client'))",
        "clientKey(c.req.header('cf-connecting-ip') ?? c.get('client'))",
      ),
    ),
  ],
};
