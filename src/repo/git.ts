import { execFileSync } from 'node:child_process';

/** Environment files that git tracks although they should be ignored; none when this is no git repo or git is missing. */
export function trackedEnvFiles(root: string): readonly string[] {
  try {
    const files = ['.env', '.env.*', '*/.env', '*/.env.*'];
    const out = execFileSync(
      'git',
      ['-C', root, '-c', 'core.fsmonitor=false', 'ls-files', '-z', '--', ...files],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        timeout: 10_000,
        maxBuffer: 1_000_000,
      },
    );
    return out.split('\0').filter((path) => path !== '' && !isTemplate(path));
  } catch {
    return [];
  }
}

const isTemplate = (path: string): boolean => /\.(example|sample|template|dist)$/.test(path);
