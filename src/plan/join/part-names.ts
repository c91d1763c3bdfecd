import { posix } from 'node:path';
import { RampartError } from '../../errors.js';

/** 'src/security/rate-limit+counters.ts' -> 'src/security/rate-limit.ts'; undefined for what is no part. */
export function mainOf(path: string): string | undefined {
  const [, stem] = /^((?:.*\/)?[^/+]+)\+[^/]+\.ts$/.exec(path) ?? [];
  return stem === undefined ? undefined : `${stem}.ts`;
}

/** The path of a template that another one names: './a.js' in 'src/b.ts' -> 'src/a.ts'; undefined for packages. */
export const templateAt = (module: string, from: string): string | undefined =>
  module.startsWith('.') ? posix.join(posix.dirname(from), module).replace(/\.js$/, '.ts') : undefined;

/** For mistakes of who wrote the templates: no user can make one. */
export function refuseParts(path: string, found: string): never {
  throw new RampartError('RAMPART_PARTS_APART', { path, found });
}
