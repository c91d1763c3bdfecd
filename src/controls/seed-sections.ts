import { awaited, database } from './seed.js';
import type { SeedSection } from './seed.js';

/** The four sections of the first page. */
export const seedSections: readonly SeedSection[] = [
  {
    number: 1,
    title: 'Environment Variables & Secrets',
    lines: [
      {
        text: 'Take secrets from the environment or from files (none found in the source, tests and samples aside)',
        controls: ['secrets-no-hardcoded'],
      },
      {
        text:
          'No fallback secrets found; the bad values of secrets that were tried (missing, short, ' +
          'a letter repeated, a usual word, a template value) stop the boot',
        controls: ['secrets-no-fallback', 'runtime-production-mode'],
      },
      {
        text: 'Use different secrets for dev/staging/production',
        controls: [],
        awaits: awaited('secrets-distinct-per-env'),
      },
      {
        text: 'Keep `.env` files untracked by git',
        controls: ['secrets-env-not-committed'],
      },
      { text: 'Add `.env.production.local` to `.gitignore`', controls: ['secrets-gitignore'] },
      { text: 'Keep `.env` templates true to the settings that are read', controls: ['secrets-template'] },
      { text: 'Implement secret rotation strategy', controls: [], awaits: awaited('secrets-rotation') },
      { text: 'Use a secrets manager', controls: ['secrets-as-files'], awaits: awaited('secrets-manager') },
    ],
  },
  {
    number: 2,
    title: 'Database Security',
    lines: [
      {
        text: 'Use strong database passwords (32+ characters)',
        controls: [],
        awaits: database('db-strong-credentials'),
      },
      {
        text: 'Enable SSL/TLS for database connections',
        controls: [],
        awaits: database('db-tls-verified', 'db-tls-enforced'),
      },
      {
        text: 'Restrict database access by IP (whitelist only)',
        controls: [],
        awaits: database('db-network-allowlist'),
      },
      {
        text: 'Create separate database users with minimal permissions',
        controls: [],
        awaits: database('db-least-privilege'),
      },
      { text: 'Enable database audit logging', controls: [], awaits: database('db-audit-logging') },
      {
        text: 'Set up automated backups (daily + point-in-time recovery)',
        controls: [],
        awaits: database('db-backups-pitr'),
      },
      { text: 'Test backup restoration process', controls: [], awaits: database('db-restore-drill') },
    ],
  },
  {
    number: 3,
    title: 'API Security',
    lines: [
      {
        text:
          'Rate limiting by each process (each client in general, health checks aside; ' +
          'refused tries at a usual login path more strictly)',
        controls: ['rate-limit-global', 'rate-limit-auth', 'proxy-trust'],
      },
      {
        text: 'CORS - of the origins that were tried, only those of a list may read answers',
        controls: ['cors-allowlist'],
      },
      {
        text:
          'HTTPS only in production mode: the service refuses the plaintext that was tried by a client that ' +
          'is no trusted proxy, but for health checks (/livez, /readyz), and redirects no write',
        controls: ['transport-https-only'],
      },
      {
        text:
          'Add security headers (X-Frame-Options, CSP and others; HSTS over HTTPS) ' +
          'to the answers that were looked at; no stack, file path, ' +
          'markup or name of a library in the bodies of errors that were provoked',
        controls: ['security-headers', 'error-no-leak'],
      },
      {
        text: 'Refuse the ambiguous HTTP, odd methods and usual paths of scanners that were tried',
        controls: ['http-parser-strict', 'methods-allowlist', 'exposed-paths'],
      },
      {
        text: 'JWT token expiration configured',
        controls: [],
        awaits: [{ control: 'jwt-lifetime', fact: 'tokens' }],
      },
      {
        text: 'API key authentication for service-to-service calls',
        controls: [],
        awaits: awaited('service-auth'),
      },
      {
        text: 'Implement refresh tokens',
        controls: [],
        awaits: [{ control: 'refresh-rotation', fact: 'tokens' }],
      },
      {
        text: 'Add request signing for sensitive operations',
        controls: [],
        awaits: [{ control: 'request-signing', fact: 'outbound-signing' }],
      },
    ],
  },
  {
    number: 4,
    title: 'Input Validation',
    lines: [
      {
        text: 'Give HTML in inputs back as it was sent (not "sanitized")',
        controls: ['input-no-mutation'],
      },
      { text: 'Use parameterized queries', controls: [], awaits: database('sql-parameterized') },
      { text: 'Implement request size limits', controls: ['body-size-limits'] },
      {
        text: 'Validate input on the backend: wrong shapes, unknown members, prototype keys that were tried',
        controls: ['input-validation-coverage', 'param-pollution-types', 'proto-pollution'],
      },
      {
        text: 'Validate file uploads (type, size, content)',
        controls: [],
        awaits: [{ control: 'upload-validation', fact: 'uploads' }],
      },
      {
        text: 'Add schema validation (the bounds of JSON bodies in its OpenAPI document hold where they were tried)',
        controls: ['input-schema-zod'],
      },
      { text: 'Add content-type verification', controls: ['content-type-enforced'] },
    ],
  },
];
