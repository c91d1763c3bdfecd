import type { INestApplication } from '@nestjs/common';

/**
 * `enableShutdownHooks()` closes the server at the signal: that waits for running requests now. Nest's
 * hooks run once, whoever begins.
 */
export function closeWhenDrained(app: INestApplication, drained: () => Promise<void>): void {
  const adapter = app.getHttpAdapter();
  const close = adapter.close.bind(adapter) as () => Promise<unknown>;
  adapter.close = async () => {
    await drained();
    return close();
  };
}
