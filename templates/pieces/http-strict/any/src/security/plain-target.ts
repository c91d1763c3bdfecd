/**
 * Whether every router reads this target alike: an absolute path that decodes, without dots to resolve or
 * other slashes.
 */
export function isPlainTarget(target: string): boolean {
  if (target.includes('#')) return false; // what follows is for the client alone, and some readers drop it
  if (usual.test(target)) return true;
  const [path = ''] = target.split('?', 1);
  if (!plainPath.test(path)) return false;
  const text = decoded(path);
  return text !== undefined && !ambiguous.test(text);
}

const usual = /^\/[\w/-]*(?:\?|$)/;
/** Printable, and without a backslash. */
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
