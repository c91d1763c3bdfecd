import { fastify, type FastifyInstance } from 'fastify';
import { openApiRoute } from './openapi.js';
import { routes } from './routes/index.js';
import { secureApp, secureOptions, type Context } from './security/index.js';
import { mount } from './security/mount.js';

/** Builds the service; it does not listen yet. */
export function buildApp(ctx: Context): FastifyInstance {
  const routerOptions = { maxParamLength: 16 * 1024 }; // let the schema of a route refuse a long id
  const app = fastify(secureOptions({ routerOptions }, ctx));
  secureApp(app, ctx);
  app.register(routes);
  if (ctx.config.NODE_ENV !== 'production') app.register(describeApi);
  return app;
}

/** Call after the routes: the document has only what is registered before it. */
async function describeApi(app: FastifyInstance): Promise<void> {
  mount(app, [openApiRoute([...app.operations])]);
}
