import { ExpressAdapter } from '@nestjs/platform-express';
import express from 'express';
import type { Context } from './security/index.js';

/** Makes the Express adapter. It creates its router at once, so the router's settings are made here. */
export function createAdapter(_ctx: Context): ExpressAdapter {
  const app = express();
  app.set('etag', false); // answers are not cached, so they need no ETag
  app.set('query parser', 'simple'); // strings and lists of strings; no nested objects
  app.enable('case sensitive routing');
  app.enable('strict routing'); // /notes/ is not /notes
  Object.defineProperty(app.request, 'fresh', { value: false }); // never answer 304
  return new ExpressAdapter(app);
}
