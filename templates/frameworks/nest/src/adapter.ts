import { ExpressAdapter } from '@nestjs/platform-express';
import express from 'express';
import type { Context } from './security/index.js';

/** Express, with what its router must know from the start: the adapter makes that router at once. */
export function createAdapter(_ctx: Context): ExpressAdapter {
  const app = express();
  app.set('etag', false); // answers are not cached
  app.set('query parser', 'simple'); // text and lists of text, nothing deeper
  app.enable('case sensitive routing');
  app.enable('strict routing'); // one path, one resource: /notes/ is another
  Object.defineProperty(app.request, 'fresh', { value: false }); // nor asked for again: no answer is 304
  return new ExpressAdapter(app);
}
