import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';

const root = join(import.meta.dirname, '../..');
type Versions = Readonly<Record<string, string>>;

/** Installs what services import and rampart itself has not; once for each set of versions. */
export async function packages(folder: string): Promise<void> {
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(join(root, 'templates/versions/package.json'), 'utf8'),
  ) as { dependencies: Versions; devDependencies: Versions };
  // Types, and what a service imports in development only.
  const types = Object.entries(devDependencies).filter(([name]) =>
    ['@types/', '@nestjs/'].some((scope) => name.startsWith(scope)),
  );
  const wanted = JSON.stringify(
    { private: true, dependencies: { ...dependencies, ...Object.fromEntries(types) } },
    null,
    2,
  );
  const file = join(folder, 'package.json');
  const stamp = join(folder, 'installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, wanted);
  const args = [
    'install',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--no-package-lock',
    '--loglevel=error',
  ];
  await execa('npm', args, { cwd: folder, stdio: ['ignore', 2, 2], timeout: 300_000 });
  writeFileSync(stamp, wanted);
}
