import { serve } from '@hono/node-server';
import { buildApp } from './app.js';
import { context, secureServer, serverOptions } from './security/index.js';

const ctx = context();
const { HOST: hostname, PORT: port, NODE_ENV: mode } = ctx.config;
const server = serve({ fetch: buildApp(ctx).fetch, hostname, port, serverOptions }, () => {
  ctx.logger.info({ event: 'sys_startup', host: hostname, port, mode }, 'listening');
});

secureServer(server, ctx);
