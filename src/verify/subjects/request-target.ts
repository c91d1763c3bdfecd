/** Characters of pchar, "/" and "?" of RFC 3986; a percent sign needs two digits. */
const grammar = /^\/(?:[\w\-.~!$&'()*+,;=:@/?]|%[0-9a-f]{2})*$/i;

/** Control characters, a backslash or dot segments, encoded or not. */
const disguise = /[\0-\x1f\x7f\\]|(?:^|\/)\.\.?(?:[/?]|$)/;

/**
 * Whether a request target is in origin form (RFC 9112, 3.2.1), as browsers send it, and its encoding hides
 * nothing.
 */
export function isPlain(target: string): boolean {
  if (!grammar.test(target)) return false;
  const { origin, pathname, search } = new URL(target, base);
  return origin === base && pathname + search === target && !disguise.test(decoded(target));
}

/** As latin-1, so that bytes that are not UTF-8 can be decoded too. */
const decoded = (target: string): string =>
  target.replace(/%([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));

/** The target that a browser would send for a path: '/ü' is '/%C3%BC'. */
export function targetFor(path: string): string {
  if (!URL.canParse(path, base)) return path;
  const { pathname, search } = new URL(path, base);
  return pathname + search;
}

const base = 'http://rampart.invalid';
