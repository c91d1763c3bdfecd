import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INestApplication } from '@nestjs/common';
import { createApp } from '../src/app.js';
import type { Context } from '../src/security/index.js';

process.setMaxListeners(0); // each app adds signal handlers

/** Starts the service on a free port of this machine. `prepare` may add to it before. */
export async function boot(
  ctx: Context,
  prepare: (app: INestApplication) => void = () => undefined,
): Promise<{ app: INestApplication; port: number; close: () => Promise<void> }> {
  const app = await createApp(ctx);
  prepare(app);
  await app.listen(0, '127.0.0.1');
  const server = app.getHttpServer() as Server;
  const { port } = server.address() as AddressInfo;
  return { app, port, close: () => app.close() };
}
