import express, { type Express } from 'express';
import { openApiRoute } from './openapi.js';
import { routes } from './routes/index.js';
import { secureApp, secureErrors, type Context } from './security/index.js';
import { mount } from './security/mount.js';
import { mountedOn } from './security/route.js';

/** The whole service, not listening yet. */
export function buildApp(ctx: Context): Express {
  const app = express();
  app.set('etag', false); // answers are not cached
  app.set('query parser', 'simple'); // text and lists of text, nothing deeper
  app.enable('case sensitive routing');
  app.enable('strict routing'); // one path, one resource: /notes/ is another
  secureApp(app, ctx);
  mount(app, routes());
  if (ctx.config.NODE_ENV !== 'production') mount(app, [openApiRoute(mountedOn(app))]);
  secureErrors(app, ctx);
  return app;
}
