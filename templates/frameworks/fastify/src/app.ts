import { fastify, type FastifyInstance } from 'fastify';
import { notes } from './notes/notes.js';
import { secureOptions, security, securityRoutes, type Context } from './security/index.js';

/** Builds the service; it does not listen yet. */
export async function buildApp(ctx: Context): Promise<FastifyInstance> {
  const routerOptions = { maxParamLength: 16 * 1024 }; // let the schema of a route refuse a long id
  const app = fastify(secureOptions({ routerOptions }, ctx));
  await app.register(security, ctx);

  // A map of the API helps attackers too, and takes time to load. Before the routes: it notes each one.
  if (ctx.config.NODE_ENV !== 'production')
    await app.register((await import('./openapi.js')).openApi, ctx.config);
  app.register(securityRoutes, ctx);
  app.register(notes);
  return app;
}
