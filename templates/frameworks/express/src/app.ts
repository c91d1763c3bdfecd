import express, { type Express } from 'express';
import { openApiRoute } from './openapi.js';
import { routes } from './routes/index.js';
import { secureApp, secureErrors, type Context } from './security/index.js';
import { mount } from './security/mount.js';
import { mountedOn } from './security/route.js';

/** Builds the service; it does not listen yet. */
export function buildApp(ctx: Context): Express {
  const app = express();
  app.set('etag', false); // answers are not cached, so they need no ETag
  app.set('query parser', 'simple'); // strings and lists of strings; no nested objects
  app.enable('case sensitive routing');
  app.enable('strict routing'); // /notes/ is not /notes
  secureApp(app, ctx);
  mount(app, routes());
  if (ctx.config.NODE_ENV !== 'production') mount(app, [openApiRoute(mountedOn(app))]);
  secureErrors(app, ctx);
  return app;
}
