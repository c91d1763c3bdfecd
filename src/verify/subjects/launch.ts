import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { packageJson } from './facts.js';
import type { Repo } from './repo.js';

/** How the service is started: arguments for node. */
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

/** From the start script, else from the usual places; builds when what it starts is missing or older than its source. */
export function launchOf(repo: Repo, build: 'if-needed' | 'never' = 'if-needed'): Launch {
  const { scripts = {}, main } = packageJson(repo);
  const started = nodeArguments(scripts['start']) ?? nodeArguments(scripts['start:prod']);
  const entry =
    started?.at(-1) ??
    [main, ...guesses].find((path) => path !== undefined && existsSync(join(repo.root, path)));

  if (build === 'if-needed' && scripts['build'] !== undefined && entry !== undefined && isBuilt(entry)) {
    const failure = isFresh(repo, entry) ? undefined : buildNow(repo);
    if (failure !== undefined) return { because: failure };
  }
  if (entry !== undefined && existsSync(join(repo.root, entry))) {
    return { args: [...(started?.slice(0, -1) ?? []), join(repo.root, entry)] };
  }
  const source = typescript.find((path) => existsSync(join(repo.root, path)));
  const tsx = existsSync(join(repo.root, 'node_modules/tsx'));
  if (source !== undefined && tsx) return { args: ['--import', 'tsx', join(repo.root, source)] };
  return { because: 'found no way to start it: package.json has no start script of the form "node <file>"' };
}

/** 'node --flag dist/server.js' -> its arguments; any other program is not guessed at. */
function nodeArguments(script: string | undefined): readonly string[] | undefined {
  const words =
    script
      ?.replace(/^(?:cross-env\s+)?(?:[A-Z_]+=\S+\s+)*/, '')
      .trim()
      .split(/\s+/) ?? [];
  if (words[0] !== 'node' || words.length < 2 || words.some((word) => /[&|;<>$`"']/.test(word)))
    return undefined;
  const args = words.slice(1).filter((word) => !word.startsWith('--env-file'));
  return args.at(-1)?.startsWith('-') ? undefined : args;
}

const isBuilt = (entry: string): boolean => /^(?:\.\/)?(?:dist|build|out|lib)\//.test(entry);

function isFresh(repo: Repo, entry: string): boolean {
  const built = modified(join(repo.root, entry));
  if (built === undefined) return false;
  const sources = repo.files.filter((path) => /^src\//.test(path));
  return sources.every((path) => (modified(join(repo.root, path)) ?? 0) <= built);
}

function modified(path: string): number | undefined {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return undefined;
  }
}

function buildNow(repo: Repo): string | undefined {
  try {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    execFileSync(npm, ['run', 'build', '--silent'], {
      cwd: repo.root,
      timeout: 180_000,
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 16 * 1024 * 1024,
      shell: process.platform === 'win32',
    });
    return undefined;
  } catch (error) {
    const { stderr, stdout } = error as { stderr?: Buffer; stdout?: Buffer };
    const said = `${stdout?.toString() ?? ''}\n${stderr?.toString() ?? ''}`
      .trim()
      .split('\n')
      .slice(0, 3)
      .join(' | ');
    return `npm run build failed: ${said.slice(0, 300)}`;
  }
}
