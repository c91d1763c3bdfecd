import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { PackageJson } from '../../repo/package-json.js';

/** How to start the service: arguments for node, in its folder. */
export type Launch = { readonly args: readonly string[] } | { readonly because: string };

const guesses = [
  'dist/server.js',
  'dist/index.js',
  'dist/main.js',
  'build/server.js',
  'server.js',
  'index.js',
  'app.js',
  'src/server.js',
  'src/index.js',
  'src/app.js',
  'bin/www',
];
const typescript = ['src/server.ts', 'src/index.ts', 'src/main.ts', 'server.ts', 'index.ts'];

/** Finds the command by the start script, else by usual file names, in a folder where everything is built. */
export function launchOf(
  { scripts = {}, main }: PackageJson,
  folder: string,
  tsx: 'there' | 'missing',
): Launch {
  const started = startOf({ scripts });
  const entry = started?.at(-1);
  if (started !== undefined && entry !== undefined) {
    if (leadsTo(folder, entry)) return { args: started };
    if (isBuilt(entry))
      return {
        because:
          scripts['build'] === undefined
            ? `the start script runs ${entry}, which is not there, and there is no build script`
            : `npm run build made no ${entry}, which the start script runs`,
      };
  }
  const guess = [main, ...guesses].find((path) => typeof path === 'string' && leadsTo(folder, path));
  if (guess !== undefined) return { args: [guess] };
  const source = typescript.find((path) => existsSync(join(folder, path)));
  if (source !== undefined && tsx === 'there') return { args: ['--import', 'tsx', source] };
  return { because: 'found no way to start it: package.json has no start script of the form "node <file>"' };
}

/** The arguments of node in the start script. */
export const startOf = ({ scripts = {} }: Pick<PackageJson, 'scripts'>): readonly string[] | undefined =>
  nodeArguments(scripts['start']) ?? nodeArguments(scripts['start:prod']);

/** Those of the files that the start script passes to node as settings: '--env-file=.env' for '.env'. */
export const handedOver = ({ scripts = {} }: PackageJson, files: readonly string[]): readonly string[] => {
  const words = wordsOf(scripts['start'] ?? scripts['start:prod'] ?? '');
  return files
    .filter((file) =>
      words.some((word, index) => {
        const [flag, value = words[index + 1]] = word.split('=');
        return isEnvFlag.test(flag ?? '') && (value === file || value === `./${file}`);
      }),
    )
    .map((file) => `--env-file=${file}`);
};

const wordsOf = (script: string): readonly string[] =>
  script
    .replace(/^(?:cross-env\s+)?(?:[A-Z_]+=\S+\s+)*/, '')
    .trim()
    .split(/\s+/);

/** 'node --flag dist/server.js' -> its arguments; undefined for any other program. */
function nodeArguments(script: string | undefined): readonly string[] | undefined {
  if (typeof script !== 'string') return undefined;
  const words = wordsOf(script);
  if (words[0] !== 'node' || words.length < 2 || words.some((word) => /[&|;<>$`"']/.test(word)))
    return undefined;
  const args = words
    .slice(1)
    .filter((word, index, all) => !isOurs.test(word) && !isEnvFlag.test(all[index - 1] ?? ''));
  return args.at(-1)?.startsWith('-') ? undefined : args;
}

const isEnvFlag = /^--env-file(?:-if-exists)?$/;

/** Flags to drop: we set the environment ourselves, and nobody may attach a debugger. */
const isOurs = /^--(?:env-file|inspect|watch)/;

export const isBuilt = (entry: string): boolean => /^(?:\.\/)?(?:dist|build|out|lib)\//.test(entry);

/** Whether Node finds the file: itself, with .js, or index.js in the folder. */
const leadsTo = (folder: string, entry: string): boolean =>
  [entry, `${entry}.js`, `${entry}.cjs`, join(entry, 'index.js')].some(
    (path) => statSync(join(folder, path), { throwIfNoEntry: false })?.isFile() === true,
  );
