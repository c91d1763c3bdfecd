import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildApp } from '../src/app.js';
import type { Context } from '../src/security/index.js';

process.setMaxListeners(0); // each app adds signal handlers

/** Starts the service on a free port of this machine. */
export async function boot(ctx: Context): Promise<{ port: number; close: () => Promise<void> }> {
  const app = await buildApp(ctx);
  await app.listen(0, '127.0.0.1');
  const server = app.getHttpServer() as Server;
  const { port } = server.address() as AddressInfo;
  return { port, close: () => app.close() };
}
