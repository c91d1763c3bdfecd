import { buildApp } from './app.js';
import { context, secureServer, serverOptions } from './security/index.js';

// Not an import: for that, Node also loads a WebSocket client, which takes 35 ms.
const { createServer } = process.getBuiltinModule('node:http');

const ctx = context();
const { HOST: host, PORT: port, NODE_ENV: mode } = ctx.config;
const server = secureServer(createServer(serverOptions, buildApp(ctx)), ctx);

server.listen(port, host, () => {
  ctx.logger.info({ event: 'sys_startup', host, port, mode }, 'listening');
});
