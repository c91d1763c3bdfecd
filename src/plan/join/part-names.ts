import { posix } from 'node:path';

/**
 * 'src/security/rate-limit+counters.ts' -> 'src/security/rate-limit.ts', 'test/http+cors.test.ts' ->
 * 'test/http.test.ts'; undefined for what is no part.
 */
export function mainOf(path: string): string | undefined {
  const [, stem, ending] = /^((?:.*\/)?[^/+]+)\+[^/]+?((?:\.test)?\.ts)$/.exec(path) ?? [];
  return stem === undefined || ending === undefined ? undefined : `${stem}${ending}`;
}

/** Parts of a test stand beside each other, in the order of their names. They need no main and nobody's import. */
export const isTest = (main: string): boolean => main.endsWith('.test.ts');

/** The path of a template that another one names: './a.js' in 'src/b.ts' -> 'src/a.ts'; undefined for packages. */
export const templateAt = (module: string, from: string): string | undefined =>
  module.startsWith('.') ? posix.join(posix.dirname(from), module).replace(/\.js$/, '.ts') : undefined;

/** Throws, since it is a mistake in templates, which no user can make. */
export function refuseParts(main: string, found: string): never {
  throw new Error(`The parts of ${main} do not join: ${found}.`);
}
