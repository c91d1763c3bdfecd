import { createApp } from './app.js';
import { context } from './security/index.js';

const ctx = context();
const { HOST: host, PORT: port, NODE_ENV: mode } = ctx.config;
const app = await createApp(ctx);
await app.listen(port, host);
ctx.logger.info({ event: 'sys_startup', host, port, mode }, 'listening');
