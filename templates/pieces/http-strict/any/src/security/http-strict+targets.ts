/**
 * Whether every router reads this target in the same way: an absolute path that decodes, without dot segments
 * or other kinds of slashes.
 */
export function isPlainTarget(target: string): boolean {
  if (target.includes('#')) return false; // some parsers drop the fragment, others keep it
  if (plainTarget.test(target)) return true;
  const [path = ''] = target.split('?', 1);
  if (!plainPath.test(path)) return false;
  const text = decoded(path);
  return text !== undefined && !ambiguous.test(text);
}

const plainTarget = /^\/[\w/-]*(?:\?|$)/;
/** Printable characters, but no backslash. */
const plainPath = /^\/[!-[\]-~]*$/;
/** Control characters, and segments that are only dots. */
const ambiguous = /\p{Cc}|(?:^|[\\/])\.{1,2}(?:[\\/]|$)/u;

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
