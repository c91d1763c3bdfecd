import type { AddressInfo } from 'node:net';
import { buildApp } from '../src/app.js';
import type { Context } from '../src/security/index.js';

process.setMaxListeners(0); // each server adds signal handlers

/** Starts the service on a free port of this machine. */
export async function boot(
  ctx: Context,
  build = buildApp,
): Promise<{ port: number; close: () => Promise<void> }> {
  const app = await build(ctx);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return { port, close: () => app.close() };
}
