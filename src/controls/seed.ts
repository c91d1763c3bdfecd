import type { Severity } from '../define/words.js';

/**
 * The first, hand-written status page, line by line. A tick there is never carried over: a line is done when every
 * control behind it passes, and nothing else makes it so.
 */
export interface SeedLine {
  readonly text: string;
  readonly controls: readonly string[];
  /** Controls that rampart does not have yet. The line stays open, unless the fact that they need is absent. */
  readonly awaits?: readonly Awaited[];
}
export interface Awaited {
  readonly control: string;
  /** 'always': no fact makes it anyone else's business. */
  readonly fact: 'always' | 'database' | 'uploads' | 'tokens' | 'outbound-signing';
}
export interface SeedSection {
  readonly number: number;
  readonly title: string;
  readonly lines: readonly SeedLine[];
}
export interface SeedTier {
  readonly severity: Severity;
  readonly title: string;
  readonly lines: readonly SeedLine[];
}
export interface PhaseItem {
  readonly text: string;
  /** What proves it: controls, or the command that does it. */
  readonly controls: readonly string[];
  readonly command?: string;
  readonly awaits?: readonly Awaited[];
}
export interface Phase {
  readonly title: string;
  readonly items: readonly PhaseItem[];
}

/** What a missing fact is called when it makes a line not applicable. */
export const absence: Readonly<Record<Awaited['fact'], string>> = {
  always: '',
  database: 'no database client',
  uploads: 'no upload parser',
  tokens: 'no token library',
  'outbound-signing': 'no signing library',
};

const database = (...ids: string[]): readonly Awaited[] =>
  ids.map((control) => ({ control, fact: 'database' }));
const awaited = (...ids: string[]): readonly Awaited[] => ids.map((control) => ({ control, fact: 'always' }));

export const seedSections: readonly SeedSection[] = [
  {
    number: 1,
    title: 'Environment Variables & Secrets',
    lines: [
      {
        text: 'Move all secrets to environment variables (no hardcoded keys)',
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
      { text: 'Never commit `.env` files to git', controls: ['secrets-env-not-committed'] },
      { text: 'Add `.env.production.local` to `.gitignore`', controls: ['secrets-gitignore'] },
      { text: 'Keep `.env.production.template` true to what is read', controls: ['secrets-template'] },
      { text: 'Implement secret rotation strategy', controls: [], awaits: awaited('secrets-rotation') },
      { text: 'Use a secrets manager', controls: [], awaits: awaited('secrets-manager') },
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
        text: 'Rate limiting (1000 req/15min general, 5 req/15min auth)',
        controls: ['rate-limit-global', 'rate-limit-auth', 'proxy-trust'],
      },
      { text: 'CORS - restrict to specific domains in production', controls: ['cors-allowlist'] },
      { text: 'Enable HTTPS only (plaintext refused, not redirected)', controls: ['transport-https-only'] },
      {
        text: 'Add security headers (HSTS, X-Frame-Options, CSP, etc.)',
        controls: ['security-headers', 'error-no-leak'],
      },
      {
        text: 'Parse HTTP strictly, serve no other method or path',
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
        text: 'Handle HTML in inputs safely (stored verbatim, never "sanitized")',
        controls: ['input-no-mutation'],
      },
      { text: 'Use parameterized queries', controls: [], awaits: database('sql-parameterized') },
      { text: 'Implement request size limits', controls: ['body-size-limits'] },
      {
        text: 'Validate all user inputs on backend',
        controls: ['input-validation-coverage', 'param-pollution-types', 'proto-pollution'],
      },
      {
        text: 'Validate file uploads (type, size, content)',
        controls: [],
        awaits: [{ control: 'upload-validation', fact: 'uploads' }],
      },
      { text: 'Add schema validation (Zod)', controls: ['input-schema-zod'] },
      { text: 'Add content-type verification', controls: ['content-type-enforced'] },
    ],
  },
];

export const seedTiers: readonly SeedTier[] = [
  {
    severity: 'critical',
    title: 'Critical Items (Must Have)',
    lines: [
      {
        text: 'Environment variables secured',
        controls: ['secrets-no-hardcoded', 'secrets-no-fallback', 'secrets-env-not-committed'],
      },
      { text: 'CORS restricted', controls: ['cors-allowlist'] },
      { text: 'HTTPS enforced', controls: ['transport-https-only'] },
      { text: 'Security headers added', controls: ['security-headers', 'error-no-leak'] },
      {
        text: 'Input handled safely',
        controls: ['input-no-mutation', 'input-validation-coverage'],
        awaits: database('sql-parameterized'),
      },
    ],
  },
  {
    severity: 'high',
    title: 'High Priority Items (Should Have)',
    lines: [
      { text: 'Rate limiting', controls: ['rate-limit-global', 'rate-limit-auth', 'proxy-trust'] },
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
      { text: 'Content types enforced', controls: ['content-type-enforced'] },
      { text: 'Request size limits', controls: ['body-size-limits'] },
      { text: 'Zod validation', controls: ['input-schema-zod'] },
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
      { text: 'Monitoring of errors', controls: [], awaits: awaited('monitoring-errors') },
      { text: 'Harden and pin the container', controls: ['container-hardening', 'images-pinned'] },
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
      { text: 'Document what is left open', controls: ['security-policy', 'implementation-guide'] },
      { text: 'Monthly security review', controls: [], awaits: awaited('review attestation') },
    ],
  },
];
