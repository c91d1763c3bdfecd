/** Whether a path is one of the usual paths of a login. */
export const isLoginPath = (path: string): boolean =>
  !/[:*{]/.test(path) && path.split('/').some((part) => words.test(part));

const words = /^(?:log-?in|sign-?in|authenticate|auth|sessions?|tokens?)$/i;
