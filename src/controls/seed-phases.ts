import { attesting } from './claims.js';
import { awaited, database, type Act, type SeedPhase } from './seed.js';

/** Controls that the deployment target decides. */
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
const onSettings = 'rampart verify --env-file .env.production --environment production';

const seen: Act = {};
const claimed = (claim: string): { readonly act: Act; readonly command: string } => ({
  act: { claim },
  command: attesting(claim),
});

/** The first page's lists of what to do and when. Each line is an act: templates and our own tests never tick it. */
export const seedPhases: readonly SeedPhase[] = [
  {
    title: 'Before First Production Deploy',
    items: [
      {
        text: 'Generate production secrets',
        controls: ['secrets-no-fallback'],
        act: { probes: ['secrets-are-made'], claim: 'secrets-made-anew' },
        command: onSettings,
        blindWhere: 'secret-files',
      },
      {
        text: 'Fill in the settings of production from their template',
        controls: ['secrets-template'],
        act: { probes: ['settings-are-filled-in'], claim: 'settings-filled-in' },
        command: onSettings,
        blindWhere: 'settings-in-overlays',
      },
      {
        text: 'NODE_ENV=production',
        controls: ['runtime-production-mode'],
        act: { probes: ['settings-say-production'], claim: 'production-mode' },
        command: onSettings,
        blindWhere: 'settings-in-overlays',
      },
      {
        text: 'Set ALLOWED_ORIGINS to the actual domains',
        controls: ['cors-allowlist'],
        act: { probes: ['allowed-origins-are-real'], claim: 'allowed-origins-set' },
        command: onSettings,
        then: onTarget,
        blindWhere: 'settings-in-overlays',
      },
      { text: 'Database TLS verified', controls: [], act: seen, awaits: database('db-tls-verified') },
      {
        text: 'Test that plaintext is refused',
        controls: ['transport-https-only'],
        act: seen,
        command: onTarget,
      },
      { text: 'Test CORS restrictions', controls: ['cors-allowlist'], act: seen, command: onTarget },
      {
        text: 'Verify rate limiting works',
        controls: ['rate-limit-global', 'rate-limit-auth', 'proxy-trust'],
        ...claimed('rate-limits-tried'),
      },
    ],
  },
  {
    title: 'During Production Setup',
    items: [
      {
        text: 'Managed PostgreSQL with TLS',
        controls: [],
        awaits: database('db-tls-enforced'),
        ...claimed('db-tls-enforced'),
      },
      {
        text: 'Automated backups',
        controls: [],
        awaits: database('db-backups-pitr'),
        ...claimed('db-backups-pitr'),
      },
      {
        text: 'IP allowlisting',
        controls: [],
        awaits: database('db-network-allowlist'),
        ...claimed('db-network-allowlist'),
      },
      {
        text: 'Audit logging',
        controls: [],
        awaits: database('db-audit-logging'),
        ...claimed('db-audit-logging'),
      },
      {
        text: 'Test backup restoration',
        controls: [],
        awaits: database('db-restore-drill'),
        ...claimed('db-restore-drill'),
      },
      {
        text: 'Set up monitoring of errors',
        controls: ['monitoring-scrubbed'],
        ...claimed('monitoring-set-up'),
      },
      {
        text: 'Run the hardened and pinned image',
        controls: ['container-hardening', 'images-pinned'],
        ...claimed('container-in-use'),
      },
      {
        text: 'Confine the unit or the pods',
        controls: ['service-sandboxed', 'pods-restricted', 'network-default-deny', 'secrets-as-files'],
        ...claimed('workload-confined'),
      },
    ],
  },
  {
    title: 'After Production Deploy',
    items: [
      {
        text: 'Monitor security logs',
        controls: ['security-events', 'logging-structured', 'logging-redaction'],
        ...claimed('security-logs-monitored'),
      },
      {
        text: 'Test all security features on the target',
        controls: seenOnTarget,
        act: seen,
        command: onTarget,
      },
      {
        text: 'Document any issues',
        controls: ['security-policy', 'threat-model', 'implementation-guide'],
        ...claimed('issues-documented'),
      },
      {
        text: 'Monthly security review',
        controls: [],
        awaits: awaited('security-review'),
        ...claimed('security-review'),
      },
    ],
  },
];
