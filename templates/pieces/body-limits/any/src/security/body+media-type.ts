import type { IncomingHttpHeaders } from 'node:http';
import { hasBody } from './requests.js';

/** Whether a body is not declared as JSON. Browsers may send other types across origins without a preflight. */
export const isForeignBody = (headers: IncomingHttpHeaders): boolean =>
  hasBody(headers) && !jsonType.test(headers['content-type'] ?? '');

const jsonType = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;
