import { fastify, type FastifyInstance } from 'fastify';
import { openApiRoute } from './openapi.js';
import { routes } from './routes/index.js';
import { secureApp, secureOptions, type Context } from './security/index.js';
import { mount } from './security/mount.js';

/** The whole service, not listening yet. */
export function buildApp(ctx: Context): FastifyInstance {
  const routerOptions = { maxParamLength: 16 * 1024 }; // a long id is for the schema of its route to refuse
  const app = fastify(secureOptions({ routerOptions }, ctx));
  secureApp(app, ctx);
  app.register(routes);
  if (ctx.config.NODE_ENV !== 'production') app.register(describeApi);
  return app;
}

/** After the routes: the document has what is registered before it. */
async function describeApi(app: FastifyInstance): Promise<void> {
  mount(app, [openApiRoute([...app.operations])]);
}
