import { awaited, database } from './seed.js';
import type { Phase } from './seed.js';

/** Controls that the target itself decides. */
const seenOnTarget: readonly string[] = [
  'cors-allowlist',
  'transport-https-only',
  'security-headers',
  'error-no-leak',
  'http-parser-strict',
  'methods-allowlist',
  'exposed-paths',
  'http-timeouts',
];

const onTarget = 'rampart verify --url https://<host> --confirm-target <host> --environment production';

export const seedPhases: readonly Phase[] = [
  {
    title: 'Before First Production Deploy',
    items: [
      {
        text: 'Generate production secrets',
        controls: ['secrets-no-fallback'],
        awaits: awaited('secrets-distinct-per-env'),
      },
      {
        text: 'Fill in `.env.production` from its template',
        controls: ['secrets-template'],
        command: 'the commands in .env.production.template',
      },
      { text: 'NODE_ENV=production', controls: ['runtime-production-mode'] },
      { text: 'Set ALLOWED_ORIGINS to the actual domains', controls: ['cors-allowlist'], command: onTarget },
      { text: 'Database TLS verified', controls: [], awaits: database('db-tls-verified') },
      { text: 'Test that plaintext is refused', controls: ['transport-https-only'], command: onTarget },
      { text: 'Test CORS restrictions', controls: ['cors-allowlist'], command: onTarget },
      {
        text: 'Verify rate limiting works',
        controls: ['rate-limit-global', 'rate-limit-auth', 'proxy-trust'],
        command: 'rampart verify --boot',
      },
    ],
  },
  {
    title: 'During Production Setup',
    items: [
      { text: 'Managed PostgreSQL with TLS', controls: [], awaits: database('db-tls-enforced') },
      { text: 'Automated backups', controls: [], awaits: database('db-backups-pitr') },
      { text: 'IP allowlisting', controls: [], awaits: database('db-network-allowlist') },
      { text: 'Audit logging', controls: [], awaits: database('db-audit-logging') },
      { text: 'Test backup restoration', controls: [], awaits: database('db-restore-drill') },
      { text: 'Monitoring of errors', controls: ['monitoring-scrubbed'], command: 'rampart verify --boot' },
      { text: 'Harden and pin the container', controls: ['container-hardening', 'images-pinned'] },
      {
        text: 'Confine the unit or the pods',
        controls: ['service-sandboxed', 'pods-restricted', 'network-default-deny', 'secrets-as-files'],
      },
    ],
  },
  {
    title: 'After Production Deploy',
    items: [
      {
        text: 'Security events are logged',
        controls: ['security-events', 'logging-structured', 'logging-redaction'],
      },
      { text: 'Test all security features on the target', controls: seenOnTarget, command: onTarget },
      {
        text: 'Document what is left open',
        controls: ['security-policy', 'threat-model', 'implementation-guide'],
      },
      { text: 'Monthly security review', controls: [], awaits: awaited('review attestation') },
    ],
  },
];
