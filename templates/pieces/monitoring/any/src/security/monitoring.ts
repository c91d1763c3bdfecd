import { channel } from 'node:diagnostics_channel';
import { errorReporter } from './monitoring+reports.js';
import { beforeExit } from './process.js';
import { redactor } from './redact.js';

export { sentryDsn } from './monitoring+dsn.js';

export interface MonitoringSettings {
  readonly NODE_ENV: string;
  readonly SENTRY_DSN?: string | undefined;
  readonly SENTRY_ENVIRONMENT?: string | undefined;
  readonly SENTRY_RELEASE?: string | undefined;
}

/** pino publishes here before it writes a line: https://github.com/pinojs/pino/blob/main/docs/diagnostics.md */
const logged = channel('tracing:pino_asJson:start');
const errorLevel = 50;
let isListening = false;

/** Reports each logged error from now on. Without a DSN it loads nothing. */
export function startMonitoring(settings: MonitoringSettings, secrets: readonly unknown[]): void {
  const { SENTRY_DSN: dsn } = settings;
  if (dsn === undefined || isListening) return;
  isListening = true;
  const reporter = errorReporter({ dsn, settings, redact: redactor(secrets) });
  reporter.catch(tellOtherwise);
  logged.subscribe((message) => {
    const { 0: fields, 2: level } = (message as { readonly arguments: ArrayLike<unknown> }).arguments;
    const { err: error, requestId } = fields as { readonly err?: unknown; readonly requestId?: string };
    if (error === undefined || Number(level) < errorLevel) return;
    reporter.then((started) => started.report(error, requestId)).catch(tellOtherwise);
  });
  beforeExit(async () => (await reporter).flush());
}

/** The service goes on without monitoring. Writes to stderr: a logged error would be reported again. */
const tellOtherwise = (): void => {
  process.emitWarning('an error could not be reported');
};
