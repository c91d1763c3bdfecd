import { code, from, root } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';

const secrets = code`${from('../config.js', 'secretValues')}(${root.config})`;

/**
 * On @sentry/core, of which Sentry makes its SDKs for Deno and workers: 2 packages, 18 MB, and it does nothing by
 * itself. @sentry/node is 41 packages and 95 MB, needs a second to load, and patches modules to trace them, which we
 * do not want. @sentry/node-core ends at version 10. Sentry may change @sentry/core between releases, so the version
 * is exact, and the emitted test sends a real event. It listens on the channel on which pino publishes each line, so
 * no error handler, of whatever framework, has to know of it.
 */
export const monitoring = definePiece({
  id: 'monitoring',
  title: 'Error monitoring',
  why: 'Errors reach Sentry, scrubbed; off, and not even loaded, without a DSN',
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
      schema: code`${from('./security/sentry-dsn.js', 'sentryDsn')}()`,
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
        threat: 'An attack fails loudly, and nobody hears it.',
        met:
          'Where `SENTRY_DSN` is set each logged error is reported, with ' +
          'the id of its request: `src/security/monitoring.ts`.',
        shownBy: ['monitoring-scrubbed'],
      },
      {
        stride: 'Information disclosure',
        threat: 'An error carries a password to a third party.',
        met: 'Only error and stack are sent, scrubbed: `src/security/report-errors.ts`.',
        shownBy: ['monitoring-scrubbed'],
      },
    ],
    flows: [
      { to: 'Sentry, where SENTRY_DSN is set', carries: 'errors and their stacks, scrubbed, over HTTPS' },
    ],
  },
  controls: ['monitoring-scrubbed'],
});
