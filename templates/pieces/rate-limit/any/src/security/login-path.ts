/** Paths that take a credential or make one, below whatever: few failures, so that guessing is slow. Add yours. */
export const isLoginPath = (target: string): boolean => loginPath.test(spelledOut(target));

const loginPath =
  /\/(?:health\/details|auth|authenticate|log[-_]?[io]n|sign[-_]?in|sign[-_]?up|register|(?:(?:forgot|reset|change)[-_])?password|oauth2?|tokens?|sessions?|otp|mfa|2fa)(?:\/|$)/i;

/**
 * As the most lenient router reads it: decoded, without dots and doubled slashes, and what follows a
 * semicolon is a parameter.
 */
function spelledOut(target: string): string {
  if (usual.test(target)) return target;
  const url = URL.parse(target.startsWith('/') ? `http://localhost${target}` : target);
  return decoded(url?.pathname ?? '')
    .replace(/\/{2,}/g, '/')
    .replace(/;.*/s, '');
}
const usual = /^(?:\/[\w-]+)*\/?$/;

/** Byte by byte: what is no UTF-8 throws elsewhere, and here only plain letters matter. */
const decoded = (path: string): string =>
  path.replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
