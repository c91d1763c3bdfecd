import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownIgnore } from '../../src/commit/journal.js';
import type { Preset } from '../../src/define/words.js';

/** The size of a new service on the first target: what git tracks, without the lockfile. */
export interface Census {
  readonly files: number;
  /** Lines of TypeScript, with tests. */
  readonly lines: number;
  readonly withoutTests: number;
  readonly securityFiles: number;
  readonly securityLines: number;
}

const cli = join(import.meta.dirname, '../../dist/rampart.cjs');

/** Counts what `new` would write. Files with secrets, which git ignores, have no text in a plan. */
export function count(framework: string, preset: Preset): Census {
  const flags = ['--yes', '--no-install', '--no-git', '--dry-run', '--json'];
  const args = ['new', 'counted', '--framework', framework, '--preset', preset, ...flags];
  const done = spawnSync(process.execPath, [cli, ...args], {
    cwd: tmpdir(),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (done.status !== 0) throw new Error(`"new" ended with ${String(done.status)}: ${done.stderr}`);
  const { changes } = JSON.parse(done.stdout) as { changes: readonly Partial<Written>[] };
  const files = changes.filter((file): file is Written => file.after !== undefined);
  const code = files.filter(({ path }) => path.endsWith('.ts'));
  const security = code.filter(({ path }) => path.startsWith('src/security/'));
  return {
    files: [...files.map(({ path }) => path), ownIgnore.path].length,
    lines: linesOf(code),
    withoutTests: linesOf(code.filter(({ path }) => !path.startsWith('test/'))),
    securityFiles: security.length,
    securityLines: linesOf(security),
  };
}

interface Written {
  readonly path: string;
  readonly after: string;
}

const linesOf = (files: readonly Written[]): number =>
  files.reduce((sum, { after }) => sum + after.split('\n').length - 1, 0);
