import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildApp } from '../src/app.js';
import { secureServer, serverOptions, type Context } from '../src/security/index.js';

process.setMaxListeners(0); // each server adds signal handlers

/** Starts the service on a free port of this machine. */
export async function boot(ctx: Context, build = buildApp): Promise<{ port: number; close: () => void }> {
  const server = secureServer(createServer(serverOptions, build(ctx)), ctx).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: () => {
      server.close().closeAllConnections();
    },
  };
}
