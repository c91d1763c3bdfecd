import { namedSocket, taken } from '../support/upgrades.js';
import { mutant, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  mutant('two Hosts are taken', swap('src/security/strict-rules.ts', 'if (hosts !== 1)', 'if (hosts < 1)')),
  mutant(
    'any Host is taken',
    swap(
      'src/security/strict-rules.ts',
      "return isOurs(headers.host ?? '', url) ? undefined : 'misdirected_request';",
      'return undefined;',
    ),
    swap('src/security/strict-rules.ts', 'const code = faultOf(req, isOurs);', 'const code = faultOf(req);'),
    swap(
      'src/security/strict-rules.ts',
      '  req: IncomingMessage,\n  isOurs: (host: string, path: string) => boolean,\n',
      '  req: IncomingMessage,\n',
    ),
  ),
  mutant(
    'the parser is lenient',
    swap(
      'src/security/http-timeouts.ts',
      'maxHeaderSize: 16 * 1024,',
      'maxHeaderSize: 16 * 1024,\n  insecureHTTPParser: true,',
    ),
  ),
  mutant(
    'an absolute form is taken',
    swap(
      'src/security/strict-rules.ts',
      "if (!url.startsWith('/') && !(method === 'OPTIONS' && url === '*')) return 'bad_request';",
      "if (url === '') return 'bad_request';",
    ),
  ),
  mutant(
    'upgrades go round everything',
    swap(
      'src/security/index.ts',
      'guardUpgrades(server, ctx.config, ctx.logger);',
      `server.on('upgrade', ${taken});`,
    ),
  ),
  mutant(
    'a WebSocket opens under any Host',
    namedSocket,
    swap('src/security/upgrade-rules.ts', 'if (refusal !== undefined)', "if (refusal?.code === 'conflict')"),
  ),
  mutant(
    'a WebSocket opens to any page',
    namedSocket,
    swap(
      'src/security/upgrade-rules.ts',
      'if (origin !== undefined && !config.ALLOWED_ORIGINS.includes(origin))',
      "if (origin === 'null')",
    ),
  ),
  mutant(
    'a WebSocket opens in clear',
    namedSocket,
    swap(
      'src/security/upgrade-rules.ts',
      'if (clear !== undefined)',
      "if (clear !== undefined && target === '/')",
    ),
  ),
];
