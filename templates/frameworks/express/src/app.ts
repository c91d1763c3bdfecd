import express, { type Express } from 'express';
import { notesRouter } from './notes/notes.js';
import { openApiRouter } from './openapi.js';
import { secureApp, secureErrors, type Context } from './security/index.js';

/** Builds the service; it does not listen yet. */
export function buildApp(ctx: Context): Express {
  const app = express();
  app.set('etag', false); // answers are not cached, so they need no ETag
  app.set('query parser', 'simple'); // strings and lists of strings; no nested objects
  app.enable('case sensitive routing');
  app.enable('strict routing'); // /notes/ is not /notes
  secureApp(app, ctx);

  app.use(notesRouter());
  if (ctx.config.NODE_ENV !== 'production') app.use(openApiRouter(app, ctx.config));

  secureErrors(app, ctx);
  return app;
}
