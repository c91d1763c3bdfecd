import { database } from './seed.js';
import type { SeedTier } from './seed.js';

/** The three tiers of the original hand-written checklist. */
export const seedTiers: readonly SeedTier[] = [
  {
    severity: 'critical',
    title: 'Critical Items (Must Have)',
    lines: [
      {
        text:
          'Secrets: none found in the source (tests and samples aside), no settings file in git, ' +
          'bad values that were tried stop the boot',
        controls: ['secrets-no-hardcoded', 'secrets-no-fallback', 'secrets-env-not-committed'],
      },
      {
        text: 'CORS: of the origins that were tried only listed ones may read',
        controls: ['cors-allowlist'],
      },
      {
        text:
          'HTTPS only in production mode: plaintext that was tried by a client that is no trusted proxy is ' +
          'refused by the service, but for health checks (/livez, /readyz)',
        controls: ['transport-https-only'],
      },
      {
        text:
          'Security headers on the answers that were looked at; no stack, file path, ' +
          'markup or name of a library in the bodies of errors that were provoked',
        controls: ['security-headers', 'error-no-leak'],
      },
      {
        text: 'Input: text that was tried not rewritten, bad input that was tried refused',
        controls: ['input-no-mutation', 'input-validation-coverage'],
        awaits: database('sql-parameterized'),
      },
    ],
  },
  {
    severity: 'high',
    title: 'High Priority Items (Should Have)',
    lines: [
      {
        text:
          'Rate limiting by each process (each client in general, health checks aside; ' +
          'refused tries at a usual login path more strictly)',
        controls: ['rate-limit-global', 'rate-limit-auth', 'proxy-trust'],
      },
      { text: 'Strong database passwords', controls: [], awaits: database('db-strong-credentials') },
      { text: 'Database TLS', controls: [], awaits: database('db-tls-verified', 'db-tls-enforced') },
      { text: 'Database backups', controls: [], awaits: database('db-backups-pitr') },
      { text: 'IP allowlisting', controls: [], awaits: database('db-network-allowlist') },
      { text: 'Audit logging', controls: [], awaits: database('db-audit-logging', 'audit-trail') },
      { text: 'Backup testing', controls: [], awaits: database('db-restore-drill') },
    ],
  },
  {
    severity: 'medium',
    title: 'Medium Priority Items (Nice to Have)',
    lines: [
      { text: 'Other usual media types refused', controls: ['content-type-enforced'] },
      { text: 'Request size limits', controls: ['body-size-limits'] },
      {
        text: 'Schema validation (the bounds of JSON bodies in its OpenAPI document hold where they were tried)',
        controls: ['input-schema-zod'],
      },
      {
        text: 'File upload validation',
        controls: [],
        awaits: [{ control: 'upload-validation', fact: 'uploads' }],
      },
      { text: 'Refresh tokens', controls: [], awaits: [{ control: 'refresh-rotation', fact: 'tokens' }] },
      {
        text: 'Request signing',
        controls: [],
        awaits: [{ control: 'request-signing', fact: 'outbound-signing' }],
      },
    ],
  },
];
