import { mutant, swap } from '../support/mutant.js';
import type { Mutant, Mutants } from '../support/mutant.js';

const any: readonly Mutant[] = [
  mutant(
    'two Hosts are taken',
    swap('src/security/strict-rules.ts', 'if (hosts.length > 1) return twoHosts;', ''),
  ),
  mutant(
    'any Host is taken',
    swap(
      'src/security/strict-rules.ts',
      'return isOurs(given) ? undefined : foreign(given);',
      "return isOurs(given) || given !== '' ? undefined : foreign(given);",
    ),
  ),
  mutant(
    'an odd Host makes it fail',
    swap('src/security/strict-rules.ts', 'host: given };', 'host: new URL(`http://${given}`).host };'),
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
      'if (!isPlainTarget(target)) return oddTarget;',
      'void [isPlainTarget, oddTarget];',
    ),
  ),
];

const hono: readonly Mutant[] = [
  mutant(
    'an odd Host ends the process',
    swap('src/security/refuse-unreadable.ts', 'URL.parse(`http://${given}`)', 'new URL(`http://${given}`)'),
  ),
];

export const mutants: Mutants = { any, hono };
