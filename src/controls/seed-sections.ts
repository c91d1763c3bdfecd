import { awaited, database } from './seed.js';
import type { SeedSection } from './seed.js';

/** The four sections of the first page. */
export const seedSections: readonly SeedSection[] = [
  {
    number: 1,
    title: 'Environment Variables & Secrets',
    lines: [
      {
        text: 'Take secrets from the environment or from files (none found in the source)',
        controls: ['secrets-no-hardcoded'],
      },
      {
        text: 'No fallback secrets; weak ones stop the boot',
        controls: ['secrets-no-fallback', 'runtime-production-mode'],
      },
      {
        text: 'Use different secrets for dev/staging/production',
        controls: [],
        awaits: awaited('secrets-distinct-per-env'),
      },
      {
        text: 'Keep `.env` files out of git, its history and images',
        controls: ['secrets-env-not-committed'],
      },
      { text: 'Add `.env.production.local` to `.gitignore`', controls: ['secrets-gitignore'] },
      { text: 'Keep `.env` templates true to what is read', controls: ['secrets-template'] },
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
        text: 'Rate limiting by each process (each client in general, failed logins more strictly)',
        controls: ['rate-limit-global', 'rate-limit-auth', 'proxy-trust'],
      },
      { text: 'CORS - only the origins of a list may read answers', controls: ['cors-allowlist'] },
      {
        text: 'HTTPS only: the service refuses plaintext, and redirects none',
        controls: ['transport-https-only'],
      },
      {
        text: 'Add security headers (HSTS, X-Frame-Options, CSP and others), tell nothing in errors',
        controls: ['security-headers', 'error-no-leak'],
      },
      {
        text: 'Parse HTTP strictly, refuse odd methods and the paths that scanners ask for',
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
        text: 'Validate input on the backend: wrong shapes, unknown members, prototype keys',
        controls: ['input-validation-coverage', 'param-pollution-types', 'proto-pollution'],
      },
      {
        text: 'Validate file uploads (type, size, content)',
        controls: [],
        awaits: [{ control: 'upload-validation', fact: 'uploads' }],
      },
      { text: 'Add schema validation (the published OpenAPI holds)', controls: ['input-schema-zod'] },
      { text: 'Add content-type verification', controls: ['content-type-enforced'] },
    ],
  },
];
