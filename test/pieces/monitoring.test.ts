import { expect, it } from 'vitest';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('monitoring');

it('brings its files', () => {
  expect(emitted.paths).toEqual(
    expect.arrayContaining([
      'src/security/monitoring.ts',
      'src/security/process.ts',
      'test/monitoring.test.ts',
    ]),
  );
});

it('joins the composition root once', () => {
  expect(emitted.root.split('startMonitoring(ctx.config, secretValues(ctx.config));')).toHaveLength(2);
});

it('loads the reporter only when it is asked to', () => {
  expect(emitted.text('src/security/monitoring.ts')).toContain("import('@sentry/core')");
  const sources = emitted.files.filter(({ path }) => path.startsWith('src/'));
  const loaders = sources.filter(({ text }) => /^import (?!type ).*'@sentry/m.test(text));
  expect(loaders.map(({ path }) => path)).toEqual([]);
});

it('treats the DSN as a secret', () => {
  expect(emitted.text('src/config.ts')).toContain('SENTRY_DSN: sentryDsn()');
  expect(emitted.text('src/security/monitoring.ts')).toContain('asSecret(');
});
