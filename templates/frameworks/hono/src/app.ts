import { OpenAPIHono } from '@hono/zod-openapi';
import { healthRoutes } from './health/health.js';
import { noteRoutes } from './notes/notes.routes.js';
import { documentRoute } from './openapi.js';
import { refuseUndeclared } from './security/declared-only.js';
import type { ServiceEnv } from './security/hono.js';
import { secureApp, type Context } from './security/index.js';

/** Builds the service; it does not listen yet. The routes are chained, so that hc<AppType> knows them all. */
export function buildApp(ctx: Context) {
  const app = new OpenAPIHono<ServiceEnv>();
  secureApp(app, ctx);
  const routes = app
    .route('/', noteRoutes())
    // Add yours here.
    .route('/', healthRoutes(ctx.config));
  if (ctx.config.NODE_ENV !== 'production') app.route('/', documentRoute(routes, ctx.config.PUBLIC_ORIGIN));
  refuseUndeclared(app);
  return routes;
}

export type AppType = ReturnType<typeof buildApp>;
