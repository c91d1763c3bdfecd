import type { IncomingHttpHeaders } from 'node:http';
import { hasBody } from './has-body.js';

/** A body is JSON and says so: anything else a browser may send across origins without asking first. */
export const isForeignBody = (headers: IncomingHttpHeaders): boolean =>
  hasBody(headers) && !jsonType.test(headers['content-type'] ?? '');

const jsonType = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;
