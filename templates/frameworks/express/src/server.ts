import { createServer } from 'node:http';
import { buildApp } from './app.js';
import { context, secureServer, serverOptions } from './security/index.js';

const ctx = context();
const { HOST: host, PORT: port, NODE_ENV: mode } = ctx.config;
const server = secureServer(createServer(serverOptions, buildApp(ctx)), ctx);

server.listen(port, host, () => {
  ctx.logger.info({ event: 'sys_startup', host, port, mode }, 'listening');
});
