import { Hono } from 'hono';
import { openApiRoute } from './openapi.js';
import { apis } from './routes/index.js';
import type { ServiceEnv } from './security/hono.js';
import { secureApp, type Context } from './security/index.js';
import { mount } from './security/mount.js';
import { mountedOn } from './security/route.js';

/** Builds the service; it does not listen yet. */
export function buildApp(ctx: Context): Hono<ServiceEnv> {
  const app = new Hono<ServiceEnv>();
  secureApp(app, ctx);
  const own = apis();
  for (const api of own) app.route('/', api.toApp());
  if (ctx.config.NODE_ENV === 'production') return app;
  const operations = [...mountedOn(app), ...own.flatMap((api) => api.operations)];
  mount(app, [openApiRoute(operations)]);
  return app;
}
