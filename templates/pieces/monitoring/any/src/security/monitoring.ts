import { channel } from 'node:diagnostics_channel';
import type { ErrorEvent } from '@sentry/core';
import { beforeExit } from './last-tasks.js';
import { scrubber } from './redact.js';

interface Settings {
  readonly NODE_ENV: string;
  readonly SENTRY_DSN?: string | undefined;
  readonly SENTRY_ENVIRONMENT?: string | undefined;
  readonly SENTRY_RELEASE?: string | undefined;
}

/** What the logger publishes before it writes a line: https://getpino.io/#/docs/diagnostics */
const logged = channel('tracing:pino_asJson:start');
const errorLevel = 50;
const patience = 2000; // milliseconds

/** From now on each error that is logged is reported, too. Without a DSN nothing is loaded and nothing listens. */
export function startMonitoring(settings: Settings, secrets: readonly unknown[]): void {
  const { SENTRY_DSN: dsn } = settings;
  if (dsn === undefined) return;
  const reporter = import('./report-errors.js').then(({ reportErrors }) =>
    reportErrors({ dsn, settings, clean: cleaner(scrubber(secrets)) }),
  );
  logged.subscribe((message) => {
    const [line, , level] = (message as { arguments: ArrayLike<unknown> & Iterable<unknown> }).arguments;
    const { err: error, requestId } = line as { err?: unknown; requestId?: string };
    if (error === undefined || Number(level) < errorLevel) return;
    void reporter.then(({ report }) => report(error, requestId));
  });
  beforeExit(async () => (await reporter).flush(patience));
}
