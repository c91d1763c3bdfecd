import type { IncomingHttpHeaders } from 'node:http';
import { hasBody } from './has-body.js';

/** Whether a body is of none of these types. Browsers may send other types than JSON across origins without a preflight. */
export const isForeignBody = (
  headers: IncomingHttpHeaders,
  types: readonly string[] = ['application/json'],
): boolean => hasBody(headers) && !types.includes(typeOf(headers));

const typeOf = (headers: IncomingHttpHeaders): string =>
  mediaType.exec(headers['content-type'] ?? '')?.[1]?.toLowerCase() ?? '';

/** All bodies are UTF-8, and have no other parameter. */
const mediaType = /^([\w.+/-]+)\s*(?:;\s*charset="?utf-8"?\s*)?$/i;
