/** pchar, "/" and "?" of RFC 3986; every percent sign has its two digits. */
const grammar = /^\/(?:[\w\-.~!$&'()*+,;=:@/?]|%[0-9a-f]{2})*$/i;

/** Encoded or not: control characters, a backslash, a step up. */
const disguise = /[\0-\x1f\x7f\\]|(?:^|\/)\.\.?(?:[/?]|$)/;

/**
 * Whether a request target is in origin form (RFC 9112, 3.2.1), as a browser would send it, and hides
 * nothing behind its encoding.
 */
export function isPlain(target: string): boolean {
  if (!grammar.test(target)) return false;
  const { origin, pathname, search } = new URL(target, base);
  return origin === base && pathname + search === target && !disguise.test(decoded(target));
}

/** Latin-1, so that bytes which are no UTF-8 decode too. */
const decoded = (target: string): string =>
  target.replace(/%([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));

/** The target that a browser would send for a path that a person wrote: '/ü' is '/%C3%BC'. */
export function targetFor(path: string): string {
  if (!URL.canParse(path, base)) return path;
  const { pathname, search } = new URL(path, base);
  return pathname + search;
}

const base = 'http://rampart.invalid';
