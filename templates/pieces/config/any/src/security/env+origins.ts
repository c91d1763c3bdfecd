import { z } from 'zod';
import type { Mode } from './env.js';
import { isUrl, splitList, text } from './env+texts.js';

/** Scheme, host and port of this service as clients see it. */
export const publicOrigin = (mode: Mode) =>
  mode === 'production' ? origin(mode) : origin(mode).prefault('http://localhost:3000');

/** Comma-separated origins. Empty means that pages of other origins may read nothing. */
export const originList = (mode: Mode) =>
  z
    .string()
    .transform((list) => splitList(list))
    .pipe(z.array(origin(mode)))
    .prefault('');

const origin = (mode: Mode) => text((value) => originFault(value, mode));

function originFault(value: string, mode: Mode): string | undefined {
  if (!isUrl(value, 'https:') && !isUrl(value, 'http:'))
    return 'must be an origin such as https://app.acme.org';
  const { origin, protocol, hostname } = new URL(value);
  if (origin !== value || value.includes('*')) return 'must be exactly scheme, host and port, in lower case';
  if (mode !== 'production') return undefined;
  if (protocol !== 'https:') return 'must begin with https:// in production';
  return reservedHost.test(hostname) ? 'must be a real host in production' : undefined;
}

const reservedHost =
  /(^|\.)(localhost|local|invalid|example|example\.(com|net|org))\.?$|^(127\.|0\.0\.0\.0$|\[::1?\]$)/;
