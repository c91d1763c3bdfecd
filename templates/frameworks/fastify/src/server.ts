import { buildApp } from './app.js';
import { context } from './security/index.js';

const ctx = context();
const { HOST: host, PORT: port, NODE_ENV: mode } = ctx.config;

const app = await buildApp(ctx);
await app.listen({ host, port });
ctx.logger.info({ event: 'sys_startup', host, port, mode }, 'listening');
