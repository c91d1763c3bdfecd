import { serve } from '@hono/node-server';
import app from './app';
import { secureServer } from './security/index';

const server = secureServer(serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 3000) }));

process.once('SIGINT', () => {
  server.close();
});
