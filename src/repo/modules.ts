import { posix } from 'node:path';
import type { Tree } from './tree.js';

/** Path aliases of tsconfig.json: '@/*' -> ['src/*'], relative to the root. */
export type Aliases = readonly { readonly prefix: string; readonly targets: readonly string[] }[];

/** The repo file that a module name in a file means; undefined for packages and missing files. */
export function resolveModule({
  from,
  module,
  paths,
  aliases,
}: {
  readonly from: string;
  readonly module: string;
  readonly paths: Tree['paths'];
  readonly aliases: Aliases;
}): string | undefined {
  for (const base of bases(from, module, aliases)) {
    const found = candidates(base).find((path) => paths.has(path));
    if (found !== undefined) return found;
  }
  return undefined;
}

function bases(from: string, module: string, aliases: Aliases): readonly string[] {
  if (module.startsWith('.')) return [clean(posix.join(posix.dirname(from), module))];
  return aliases
    .filter(({ prefix }) => module.startsWith(prefix))
    .flatMap(({ prefix, targets }) => targets.map((target) => clean(target + module.slice(prefix.length))));
}

const clean = (path: string): string => {
  const normal = posix.normalize(path).replace(/\/$/, '');
  return normal === '.' ? '' : normal;
};

function candidates(base: string): readonly string[] {
  const stem = base.replace(/\.([cm]?)js$/, '');
  const asTypeScript = stem === base ? [] : ['.ts', '.tsx', '.mts', '.cts'].map((end) => stem + end);
  const ends = ['.js', '.ts', '.mjs', '.cjs', '.mts', '.cts', '.tsx', '.jsx'];
  return [
    base,
    ...asTypeScript,
    ...ends.map((end) => base + end),
    ...ends.map((end) => `${base === '' ? '' : `${base}/`}index${end}`),
  ];
}

/** How one file imports another: './security/index.js', with the repo's extension. */
export function specifier(from: string, stem: string, suffix: string): string {
  const relative = posix.relative(posix.dirname(from), stem);
  return `${relative.startsWith('.') ? '' : './'}${relative}${suffix}`;
}
