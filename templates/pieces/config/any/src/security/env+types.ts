import { isIP } from 'node:net';
import { z } from 'zod';
import { asSecret, type Mode } from './env.js';

/** A secret: at least 32 bytes, random-looking, and not a placeholder. */
export const secret = (mode: Mode) => asSecret(text((value) => secretFault(value, mode)));

/** An optional URL that contains a password, such as redis://. */
export const optionalSecretUrl = (...schemes: readonly string[]) =>
  asSecret(
    text((value) =>
      schemes.some((scheme) => isUrl(value, scheme)) ? undefined : `must be a ${schemes.join(' or ')} URL`,
    ).optional(),
  );

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

export type TrustProxy = 'none' | number | readonly string[];

/** Which proxies may name the client: none, the nearest so many, or those with these addresses. */
export const trustProxy = () =>
  z
    .string()
    .transform((value, context): TrustProxy => {
      if (value === 'none') return value;
      if (/^[1-9]$/.test(value)) return Number(value);
      const ranges = splitList(value);
      if (ranges.length > 0 && ranges.every(isRange)) return ranges;
      context.addIssue('must be none, a number of proxies from 1 to 9, or addresses such as 10.0.0.0/24');
      return z.NEVER;
    })
    .prefault('none');

/** A page or a mailbox for reports, as one URI without spaces: a line break could add a field to the file. */
export const securityContact = () =>
  z
    .string()
    .refine(isContact, 'must be https://... or mailto:..., such as mailto:security@acme.org')
    .optional();

const text = (faultOf: (value: string) => string | undefined) =>
  z.string().superRefine((value, context) => {
    const fault = faultOf(value);
    if (fault) context.addIssue(fault);
  });

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

function secretFault(value: string, mode: Mode): string | undefined {
  const remedy = '; make one with: openssl rand -base64 48';
  if (Buffer.byteLength(value) < 32) return `is shorter than 32 bytes${remedy}`;
  const letters = value.toLowerCase().replace(/[^a-z]/g, '');
  if (placeholders.some((word) => letters.includes(word))) return `still holds a placeholder${remedy}`;
  if (mode === 'production' && value.startsWith('dev_')) return `is a development value${remedy}`;
  return isRandomLooking(value) ? undefined : `is not random enough${remedy}`;
}

const placeholders = [
  'changeme',
  'changethis',
  'replace',
  'placeholder',
  'example',
  'password',
  'insecure',
  'template',
  'yoursecret',
  'yourtoken',
  'yourkey',
  'supersecret',
  'secretkey',
  'notasecret',
  'generate',
  'openssl',
  'production',
  'operations',
  'tokenhere',
];

/**
 * Whether it has ten or more different characters, is not mostly sequences such as abcd or 1111, and does not
 * repeat one part.
 */
function isRandomLooking(value: string): boolean {
  const codes = [...value].map((char) => char.codePointAt(0) ?? 0);
  const neighbours = codes.filter((code, index) => Math.abs(code - (codes[index - 1] ?? -9)) <= 1).length;
  const repeats = codes.some(
    (_, period) => period > 0 && period <= value.length / 2 && value.startsWith(value.slice(period)),
  );
  return new Set(codes).size >= 10 && neighbours <= codes.length / 3 && !repeats;
}

const splitList = (list: string): readonly string[] =>
  list
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const isUrl = (value: string, scheme: string): boolean =>
  URL.canParse(value) && new URL(value).protocol === scheme && new URL(value).hostname !== '';

/** An address or a range. Refuses half of the Internet: the widest range is fc00::/7, which is private. */
function isRange(value: string): boolean {
  const [address = '', prefix, ...rest] = value.split('/');
  const bits = { 4: 32, 6: 128 }[isIP(address)];
  if (bits === undefined || rest.length > 0) return false;
  return (
    prefix === undefined || (/^[1-9]\d{0,2}$/.test(prefix) && Number(prefix) >= 7 && Number(prefix) <= bits)
  );
}

const isContact = (value: string): boolean =>
  /^(https:\/\/[^\s/]|mailto:[^\s@]+@[^\s@]+$)\S*$/i.test(value) && URL.canParse(value);
