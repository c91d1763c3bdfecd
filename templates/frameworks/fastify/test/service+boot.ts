import type { AddressInfo } from 'node:net';
import { buildApp } from '../src/app.js';
import type { Context } from '../src/security/index.js';

/** Starts the service on a free port of this machine. */
export async function boot(ctx: Context): Promise<{ port: number; close: () => Promise<void> }> {
  const app = await buildApp(ctx);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return { port, close: () => app.close() };
}
