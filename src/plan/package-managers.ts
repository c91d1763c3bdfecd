import type { PackageManager } from '../define/words.js';

/** What templates and messages print for each package manager: install, install from the lockfile, run a script. */
export const packageManagerCommands = {
  npm: {
    install: 'npm install',
    ci: 'npm ci --ignore-scripts',
    run: 'npm run',
    exec: 'npx',
    lockfile: 'package-lock.json',
  },
  pnpm: {
    install: 'pnpm install',
    ci: 'pnpm install --frozen-lockfile --ignore-scripts',
    run: 'pnpm run',
    exec: 'pnpm dlx',
    lockfile: 'pnpm-lock.yaml',
  },
  yarn: {
    install: 'yarn install',
    ci: 'yarn install --immutable',
    run: 'yarn run',
    exec: 'yarn dlx',
    lockfile: 'yarn.lock',
  },
  bun: {
    install: 'bun install',
    ci: 'bun install --frozen-lockfile --ignore-scripts',
    run: 'bun run',
    exec: 'bunx',
    lockfile: 'bun.lock',
  },
} as const satisfies Record<PackageManager, Readonly<Record<string, string>>>;
