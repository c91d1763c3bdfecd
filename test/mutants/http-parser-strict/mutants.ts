import { namedSocket, taken } from '../support/upgrades.js';
import { mutant, swap } from '../support/mutant.js';
import type { Mutant, Mutants } from '../support/mutant.js';

const any: readonly Mutant[] = [
  mutant(
    'two Hosts are taken',
    swap('src/security/http-strict.ts', 'if (hosts.length > 1) return twoHosts;', ''),
  ),
  mutant(
    'a Transfer-Encoding is taken from HTTP/1.0',
    swap(
      'src/security/http-strict.ts',
      "headers['transfer-encoding'] !== undefined) return oldCoding;",
      "headers['transfer-encoding'] === '') return oldCoding;",
    ),
  ),
  mutant(
    'any Host is taken',
    swap(
      'src/security/http-strict.ts',
      'return isOurs(given) ? undefined : foreign(given);',
      "return isOurs(given) || given !== '' ? undefined : foreign(given);",
    ),
  ),
  mutant(
    'an odd Host makes it fail',
    swap('src/security/http-strict.ts', 'host: given };', 'host: new URL(`http://${given}`).host };'),
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
      'src/security/http-strict.ts',
      'if (!isPlainTarget(target)) return oddTarget;',
      'void [isPlainTarget, oddTarget];',
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
    swap('src/security/upgrades.ts', 'if (refusal !== undefined)', "if (refusal?.code === 'conflict')"),
  ),
  mutant(
    'a WebSocket opens to any page',
    namedSocket,
    swap(
      'src/security/upgrades.ts',
      'if (origin !== undefined && !origins.includes(origin))',
      "if (origin === 'null')",
    ),
  ),
  mutant(
    'a WebSocket opens in clear',
    namedSocket,
    swap(
      'src/security/upgrades.ts',
      'if (clear !== undefined)',
      "if (clear !== undefined && target === '/')",
    ),
  ),
];

const hono: readonly Mutant[] = [
  mutant(
    'an odd Host ends the process',
    swap('src/security/http-strict.ts', 'URL.parse(`http://${given}`)', 'new URL(`http://${given}`)'),
  ),
];

export const mutants: Mutants = { any, hono };
