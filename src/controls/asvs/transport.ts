import type { Requirement } from '../../define/requirement.js';
import { evidence, notAutomatable, open, planned } from './rows.js';

/** Chapter 12. */
export const transport: readonly Requirement[] = [
  ...evidence([['12.2.1', 1, 'Clients come in by TLS only, with no way back to plain HTTP']]),
  ...planned('db-tls-enforced', [
    ['12.3.1', 2, 'All connections are encrypted, also those to databases and tools'],
  ]),
  ...planned('db-tls-verified', [
    ['12.3.2', 2, 'Whoever connects by TLS checks the certificate first'],
    ['12.3.4', 2, 'Inside, only the own authorities are trusted'],
  ]),
  ...open([
    ['12.1.1', 1, 'Old versions of TLS are off, and the newest is taken first'],
    ['12.1.2', 2, 'Weak ciphers are off, and the strongest are taken first'],
    ['12.1.3', 2, 'Client certificates are checked before they count'],
    ['12.1.4', 3, 'Revoked certificates are noticed'],
    ['12.1.5', 3, 'The name of the host is hidden in the handshake'],
    ['12.2.2', 1, 'Public services have certificates that everybody trusts'],
  ]),
  ...notAutomatable('operation', [
    ['12.3.3', 2, 'Inside, too, services speak TLS with each other'],
    ['12.3.5', 3, 'Inside, services prove to each other who they are'],
  ]),
];
