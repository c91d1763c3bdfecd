import { posix } from 'node:path';
import { recordOf } from '../own.js';
import { parseJsonc } from './jsonc.js';
import type { Aliases } from './modules.js';

interface Options {
  readonly baseUrl?: string;
  readonly paths?: Readonly<Record<string, readonly string[]>>;
  readonly module?: string;
  readonly esModuleInterop?: boolean;
}

/** What we need of tsconfig.json: path aliases, and whether default imports of CommonJS packages work. */
export function compilerOf(text: string | undefined): { aliases: Aliases; interop: 'yes' | 'no' } {
  const file =
    text === undefined ? undefined : (parseJsonc(text) as { compilerOptions?: unknown; extends?: unknown });
  const options = optionsIn(file?.compilerOptions);
  const base = options.baseUrl ?? '.';
  const aliases = Object.entries(recordOf(options.paths))
    .filter(([key]) => key.endsWith('*'))
    .map(([key, targets]) => ({
      prefix: key.slice(0, -1),
      targets: wordsIn(targets).map(
        (target) => `${posix.join(base, target.replace(/\*$/, ''))}${target.endsWith('/*') ? '/' : ''}`,
      ),
    }))
    .map(({ prefix, targets }) => ({
      prefix,
      targets: targets.map((target) => (target.endsWith('/') ? withoutSlashes(target) + '/' : target)),
    }));
  return { aliases, interop: interopOf(options, file?.extends) };
}

/** The options whose values have the expected type. */
function optionsIn(value: unknown): Options {
  const { baseUrl, paths, module, esModuleInterop } = recordOf(value);
  return {
    ...(typeof baseUrl === 'string' && { baseUrl }),
    ...(typeof module === 'string' && { module }),
    ...(typeof esModuleInterop === 'boolean' && { esModuleInterop }),
    paths: recordOf(paths) as NonNullable<Options['paths']>,
  };
}

const wordsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];

/** Modern module settings imply it. A base configuration may set it; we assume that it does. */
function interopOf(options: Options, base: unknown): 'yes' | 'no' {
  if (options.esModuleInterop !== undefined) return options.esModuleInterop ? 'yes' : 'no';
  const module = options.module?.toLowerCase() ?? '';
  if (module.startsWith('node') || module === 'preserve') return 'yes';
  return base === undefined ? 'no' : 'yes';
}

/** No regular expression: one would be tried at each slash of the text. */
function withoutSlashes(path: string): string {
  let end = path.length;
  while (end > 0 && path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}
