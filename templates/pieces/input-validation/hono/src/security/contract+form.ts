import { MIMEType } from 'node:util';
import { isText, mostKeys, tooManyKeys } from './body.js';
import type { ServiceContext } from './hono.js';
import { Problem } from './problem.js';

export const isForm = (type: string): boolean =>
  type === 'multipart/form-data' || type === 'application/x-www-form-urlencoded';

/** Forms are read as UTF-8, so another charset is refused. */
export function checkCharset({ req }: ServiceContext): void {
  const named = /;\s*charset\s*=\s*"?([^\s;"]*)/i.exec(req.header('content-type') ?? '');
  if (named !== null && named[1]?.toLowerCase() !== 'utf-8') throw new Problem('unsupported_media_type');
}

/**
 * Refuses more fields than a body of JSON may have keys, before they are parsed: for many of one name that takes a time
 * that grows with the square of their number. A separator within a text counts too.
 */
function checkFields(bytes: Uint8Array, contentType: string, limit: number): void {
  const { essence, params } = new MIMEType(contentType);
  const separator = essence === 'multipart/form-data' ? params.get('boundary') : '&';
  const most = mostKeys(limit);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = separator ? text.indexOf(separator) : -1; // a form without a boundary cannot be read anyhow
  for (let count = 1; at >= 0; count += 1) {
    if (count > most) throw new Problem('bad_request', { why: { rule: tooManyKeys(most) } });
    at = text.indexOf(separator ?? '', at + 1);
  }
}

/** Reads a form. Throws a Problem where it is broken, or has a text that JSON may not have either. */
export async function formOf({ req }: ServiceContext, bytes: Uint8Array, limit: number): Promise<object> {
  checkFields(bytes, req.header('content-type') ?? '', limit);
  const form = await req.parseBody({ all: true }).catch(() => {
    throw new Problem('bad_request', { why: { rule: 'the form cannot be read' } });
  });
  const texts = Object.entries(form).flatMap(([key, values]) => [
    key,
    ...[values].flat().map((value) => (typeof value === 'string' ? value : value.name)),
  ]);
  if (!texts.every(isText))
    throw new Problem('bad_request', { why: { rule: 'a text with NUL or half a character' } });
  return form;
}
