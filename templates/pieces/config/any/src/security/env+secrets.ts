import { asSecret, type Mode } from './env.js';
import { text } from './env+texts.js';

/** A secret: at least 32 bytes, random-looking, and not a placeholder. */
export const secret = (mode: Mode) => asSecret(text((value) => secretFault(value, mode)));

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
  const codes = Array.from(value).map((char) => char.codePointAt(0) ?? 0);
  const neighbours = codes.filter((code, index) => Math.abs(code - (codes[index - 1] ?? -9)) <= 1).length;
  const repeats = codes.some(
    (_, period) => period > 0 && period <= value.length / 2 && value.startsWith(value.slice(period)),
  );
  return new Set(codes).size >= 10 && neighbours <= codes.length / 3 && !repeats;
}
