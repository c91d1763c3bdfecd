import type { PackageManager } from '../define/words.js';

/**
 * What templates and messages print for each package manager: install, install from the lockfile, run a script, look for
 * known vulnerabilities, list what is shipped (npm does that for others too; pnpm's node_modules it cannot read).
 */
export const packageManagerCommands = {
  npm: {
    install: 'npm install',
    ci: 'npm ci --ignore-scripts',
    run: 'npm run',
    exec: 'npx',
    settings: '.npmrc',
    lockfile: 'package-lock.json',
    audit: 'npm audit --omit=dev --audit-level=high',
    sbom: 'npm sbom --sbom-format cyclonedx --omit dev',
  },
  pnpm: {
    install: 'pnpm install',
    ci: 'pnpm install --frozen-lockfile --ignore-scripts',
    run: 'pnpm run',
    exec: 'pnpm dlx',
    settings: 'pnpm-workspace.yaml',
    lockfile: 'pnpm-lock.yaml',
    audit: 'pnpm audit --prod --audit-level=high',
    sbom: 'pnpm sbom --sbom-format cyclonedx --prod',
  },
  yarn: {
    install: 'yarn install',
    ci: 'yarn install --immutable',
    run: 'yarn run',
    exec: 'yarn dlx',
    settings: '.yarnrc.yml',
    lockfile: 'yarn.lock',
    audit: 'yarn npm audit --recursive --environment production --severity high',
    sbom: 'npm sbom --sbom-format cyclonedx --omit dev',
  },
  bun: {
    install: 'bun install',
    ci: 'bun install --frozen-lockfile --ignore-scripts',
    run: 'bun run',
    exec: 'bunx',
    settings: 'bunfig.toml',
    lockfile: 'bun.lock',
    audit: 'bun audit --prod --audit-level=high',
    sbom: 'npm sbom --sbom-format cyclonedx --omit dev',
  },
} as const satisfies Record<PackageManager, Readonly<Record<string, string>>>;

/**
 * What package.json names as `packageManager`, and CI installs. npm only: Node 22 brings npm 10, which ignores most of .npmrc
 * without a word. The other managers come from where a version is named already, and refuse or replace themselves when it differs.
 */
export const namedManager: Readonly<Partial<Record<PackageManager, string>>> = { npm: 'npm@11.21.2' };
