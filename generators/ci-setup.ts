import type { PackageManager } from '../src/define/words.js';
import { namedManager } from '../src/plan/package-managers.js';
import { action } from './pins.js';

/** Steps of a workflow that bring what a runner lacks, as lines of YAML below `steps:`. Versions as in container-build.ts. */
export const ciSetup: Readonly<Record<PackageManager, readonly string[]>> = {
  npm: [
    `- name: Set up npm`,
    `  # The npm of Node 22 ignores most of .npmrc. An exact version cannot change on the registry.`,
    `  run: npm install --global --ignore-scripts ${namedManager.npm ?? 'npm'} # zizmor: ignore[adhoc-packages]`,
  ],
  pnpm: [
    `- name: Set up pnpm`,
    `  uses: ${action('pnpm/action-setup')}`,
    `  with:`,
    `    version: 12.21.0`,
    `    run_install: false`,
  ],
  yarn: [
    `- name: Set up Yarn`,
    `  # An exact version cannot change on the registry, and there is no action of Yarn's own.`,
    `  run: npm install --global --ignore-scripts @yarnpkg/cli-dist@4.18.1 # zizmor: ignore[adhoc-packages]`,
  ],
  bun: [
    `- name: Set up Bun`,
    `  uses: ${action('oven-sh/setup-bun')}`,
    `  with:`,
    `    bun-version: 1.4.5`,
    `    no-cache: true`,
  ],
};

/** What Dependabot calls the place that this package manager installs from. */
export const ecosystemOf: Readonly<Record<PackageManager, string>> = {
  npm: 'npm',
  pnpm: 'npm',
  yarn: 'npm',
  bun: 'bun',
};
