import { isText } from './body.js';
import type { ServiceContext } from './hono.js';
import { Problem } from './problem.js';

export const isForm = (type: string): boolean =>
  type === 'multipart/form-data' || type === 'application/x-www-form-urlencoded';

/** Forms are read as UTF-8, so another charset is refused. */
export function checkCharset({ req }: ServiceContext): void {
  const named = /;\s*charset\s*=\s*"?([^\s;"]*)/i.exec(req.header('content-type') ?? '');
  if (named !== null && named[1]?.toLowerCase() !== 'utf-8') throw new Problem('unsupported_media_type');
}

/** Reads a form. Throws a Problem where it is broken, or has a text that JSON may not have either. */
export async function formOf({ req }: ServiceContext): Promise<object> {
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
