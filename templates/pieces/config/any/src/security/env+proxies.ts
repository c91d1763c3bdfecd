import { isIP } from 'node:net';
import { z } from 'zod';
import { splitList } from './env+texts.js';

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

/** An address or a range. Refuses half of the Internet: the widest range is fc00::/7, which is private. */
function isRange(value: string): boolean {
  const [address = '', prefix, ...rest] = value.split('/');
  const bits = { 4: 32, 6: 128 }[isIP(address)];
  if (bits === undefined || rest.length > 0) return false;
  return (
    prefix === undefined || (/^[1-9]\d{0,2}$/.test(prefix) && Number(prefix) >= 7 && Number(prefix) <= bits)
  );
}
