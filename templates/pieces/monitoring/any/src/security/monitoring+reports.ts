import type { ErrorEvent } from '@sentry/core';
import type { MonitoringSettings } from './monitoring.js';

const timeout = 2000; // milliseconds

/** Sends each error to Sentry as one event. It patches nothing, and sends only what it is given. */
export async function errorReporter({
  dsn,
  settings,
  redact,
}: {
  readonly dsn: string;
  readonly settings: MonitoringSettings;
  readonly redact: (value: unknown) => unknown;
}) {
  // Not @sentry/node: it has 41 packages and 95 MB where this has 2 and 18, and it patches modules to trace them.
  const [
    { createStackParser, createTransport, linkedErrorsIntegration },
    { nodeStackLineParser, ServerRuntimeClient },
  ] = await Promise.all([import('@sentry/core'), import('@sentry/core/server')]);
  const client = new ServerRuntimeClient({
    dsn,
    environment: settings.SENTRY_ENVIRONMENT ?? settings.NODE_ENV,
    release: settings.SENTRY_RELEASE,
    integrations: [linkedErrorsIntegration()],
    sendClientReports: false,
    stackParser: createStackParser(nodeStackLineParser()),
    transport: (options) => createTransport(options, ({ body }) => post(options.url, body)),
    beforeSend: (event) => redact(essence(event)) as ErrorEvent,
  });
  client.init();
  return {
    report: (error: unknown, requestId: string | undefined): void => {
      client.captureException(error, { originalException: error, captureContext: { tags: { requestId } } });
    },
    flush: () => client.flush(timeout),
  };
}

/** Keeps only these fields of an event. Others, such as requests and users, are not sent. */
const essence = ({ event_id, timestamp, level, release, environment, exception, tags }: ErrorEvent) => ({
  event_id,
  timestamp,
  platform: 'node',
  level,
  release,
  environment,
  exception,
  tags,
});

async function post(url: string, body: string | Uint8Array) {
  const { status, headers } = await fetch(url, {
    method: 'POST',
    body: typeof body === 'string' ? body : Buffer.from(body),
    redirect: 'error',
    signal: AbortSignal.timeout(timeout),
  });
  return {
    statusCode: status,
    headers: {
      'x-sentry-rate-limits': headers.get('x-sentry-rate-limits'),
      'retry-after': headers.get('retry-after'),
    },
  };
}
