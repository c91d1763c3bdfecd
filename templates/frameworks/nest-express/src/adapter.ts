import { ExpressAdapter } from '@nestjs/platform-express';
import type { Context } from './security/index.js';

/** Express, with what its router must know before the first route. */
export function createAdapter(_ctx: Context): ExpressAdapter {
  const adapter = new ExpressAdapter();
  adapter.set('etag', false); // answers are not cached
  adapter.set('query parser', 'simple'); // text and lists of text, nothing deeper
  adapter.enable('case sensitive routing');
  return adapter;
}
