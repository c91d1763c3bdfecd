import { code, from, root } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';

const secrets = code`${from('../config.js', 'secretValues')}(${root.config})`;

/**
 * Sentry builds its SDKs for Deno and workers from @sentry/core; @sentry/node-core ends at version 10. Sentry may
 * change it in any release, so the version is exact, and an emitted test sends a real event. It listens on pino's
 * channel for log lines, so no error handler needs to know it.
 */
export const monitoring = definePiece({
  id: 'monitoring',
  title: 'Error monitoring',
  why: 'Sends errors to Sentry, without secrets; without a DSN it is off and not loaded',
  phase: 'server',
  preset: 'minimal',
  options: {},
  needs: ['config', 'logging', 'errors', 'crash-policy'],
  fits: {
    any: {
      packages: ['@sentry/core'],
      compose: () => code`${from('./monitoring.js', 'startMonitoring')}(${root.config}, ${secrets});`,
    },
  },
  env: [
    {
      name: 'SENTRY_DSN',
      schema: code`${from('./security/monitoring.js', 'sentryDsn')}()`,
      kind: 'secret',
      comment:
        'Where errors are reported to: https://<key>@<host>/<project>, as Sentry shows it. Unset: nowhere.',
      fallback: { in: 'everywhere', value: '' },
      example: { development: '', production: '' },
    },
    {
      name: 'SENTRY_ENVIRONMENT',
      schema: code`${from('zod', 'z')}.string().max(64).optional()`,
      kind: 'setting',
      comment: 'What Sentry calls this deployment, such as staging; NODE_ENV when unset.',
      fallback: { in: 'everywhere', value: '' },
      example: { development: '', production: '' },
    },
    {
      name: 'SENTRY_RELEASE',
      schema: code`${from('zod', 'z')}.string().max(200).optional()`,
      kind: 'setting',
      comment:
        'What is deployed, such as a commit, so that Sentry can tell when an error came in; unset: unknown.',
      fallback: { in: 'everywhere', value: '' },
      example: { development: '', production: '' },
    },
  ],
  contributes: {
    threats: [
      {
        stride: 'Repudiation',
        threat: 'An attack causes errors, and nobody is told.',
        met:
          'Where `SENTRY_DSN` is set each logged error is reported, with ' +
          'the id of its request: `src/security/monitoring.ts`.',
        shownBy: ['monitoring-scrubbed'],
      },
      {
        stride: 'Information disclosure',
        threat: 'An error carries a password to a third party.',
        met: 'Only error and stack are sent, without secrets: `src/security/monitoring.ts`.',
        shownBy: ['monitoring-scrubbed'],
      },
    ],
    flows: [
      { to: 'Sentry, where SENTRY_DSN is set', carries: 'errors and their stacks, scrubbed, over HTTPS' },
    ],
  },
  controls: ['monitoring-scrubbed'],
});
