import type { INestApplication } from '@nestjs/common';

/**
 * `enableShutdownHooks()` closes the server at the signal; this makes it wait for running requests. Nest's
 * hooks run once, whichever of the two starts.
 */
export function closeWhenDrained(app: INestApplication, drained: () => Promise<void>): void {
  const adapter = app.getHttpAdapter();
  const close = adapter.close.bind(adapter) as () => Promise<unknown>;
  adapter.close = async () => {
    await drained();
    return close();
  };
}
