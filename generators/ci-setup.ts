import { posix } from 'node:path';
import type { Answers } from '../src/define/answers.js';
import type { PackageManager } from '../src/define/words.js';
import { managerPackage, managerVersion, rootOf } from '../src/plan/package-managers.js';
import { action } from './pins.js';

/** Workflow steps that install the package manager and Node on a runner, as lines of YAML below `steps:`. */
export const ciSetup = (seat: Pick<Answers, 'packageManager' | 'within'>): readonly string[] =>
  setups[seat.packageManager](seat);

type Setup = (seat: Pick<Answers, 'packageManager' | 'within'>) => readonly string[];

const setups: Readonly<Record<PackageManager, Setup>> = {
  npm: (seat) => [
    `- name: Set up npm`,
    `  # The npm of Node 22 ignores most of .npmrc. An exact version cannot change on the registry.`,
    `  run: npm install --global --ignore-scripts ${managerPackage(seat)} # zizmor: ignore[adhoc-packages]`,
  ],
  // The action fails if it is given a version and package.json names one too, even the same with a hash.
  pnpm: (seat) => [
    `- name: Set up pnpm`,
    `  uses: ${action('pnpm/action-setup')}`,
    `  with:`,
    seat.within?.managerVersion
      ? `    package_json_file: ${posix.join(rootOf(seat.within), 'package.json')}`
      : `    version: ${managerVersion(seat)}`,
    `    run_install: false`,
  ],
  yarn: (seat) => [
    `- name: Set up Yarn`,
    `  # An exact version cannot change on the registry, and there is no action of Yarn's own.`,
    `  run: npm install --global --ignore-scripts ${managerPackage(seat)} # zizmor: ignore[adhoc-packages]`,
  ],
  bun: (seat) => [
    `- name: Set up Bun`,
    `  uses: ${action('oven-sh/setup-bun')}`,
    `  with:`,
    `    bun-version: ${managerVersion(seat)}`,
    `    no-cache: true`,
  ],
};

/** Dependabot's name for the ecosystem of this package manager. */
export const ecosystemOf: Readonly<Record<PackageManager, string>> = {
  npm: 'npm',
  pnpm: 'npm',
  yarn: 'npm',
  bun: 'bun',
};
