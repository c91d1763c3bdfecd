/** Whether every router reads this target alike: an absolute path that decodes, without dots to resolve or other slashes. */
export function isPlainTarget(target: string): boolean {
  if (usual.test(target)) return true;
  const [path = ''] = target.split('?', 1);
  if (!path.startsWith('/') || !printable.test(path)) return false;
  const text = decoded(path);
  return text !== undefined && !ambiguous.test(text);
}

const usual = /^\/[\w/-]*(?:\?|$)/;
const printable = /^[!-~]*$/;
/** Control characters, backslashes, fragments that are none, and segments that are only dots. */
const ambiguous = /\p{Cc}|\\|#|(?:^|\/)\.{1,2}(?:\/|$)/u;

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
