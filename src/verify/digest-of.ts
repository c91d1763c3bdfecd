import { sha256 } from '../sha256.js';

const deepest = 200;
const most = 2_000_000;

/**
 * A digest of anything that a probe saw: equal contents give the same digest, in any order of members.
 * Limited in depth and count.
 */
export function digestOf(value: unknown): string {
  let left = most;
  /** A text that differs if values differ. Types that JSON lacks are named. */
  const canonical = (one: unknown, above: readonly object[]): string => {
    if (typeof one === 'string') return JSON.stringify(one);
    if (typeof one !== 'object' || one === null) return `${typeof one}:${String(one)}`;
    if (above.includes(one)) return 'above';
    if (above.length > deepest || (left -= 1) < 0) return 'more';
    const inside = [...above, one];
    const list = (values: Iterable<unknown>): readonly string[] =>
      [...values].map((each) => canonical(each, inside));
    if (one instanceof Uint8Array) return `bytes:${Buffer.from(one).toString('base64')}`;
    if (one instanceof Date) return `date:${String(one.getTime())}`;
    if (one instanceof URL) return `url:${JSON.stringify(one.href)}`;
    if (one instanceof Error) return `error:${JSON.stringify(one.message)}`;
    if (one instanceof Set) return `set[${[...list(one)].sort().join(',')}]`;
    if (one instanceof Map) return `map[${[...list(one)].sort().join(',')}]`;
    if (Array.isArray(one)) return `[${list(one).join(',')}]`;
    const members = Object.entries(one).map(
      ([name, member]) => `${JSON.stringify(name)}:${canonical(member, inside)}`,
    );
    return `{${members.sort().join(',')}}`;
  };
  return sha256(canonical(value, []));
}
