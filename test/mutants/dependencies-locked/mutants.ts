import { create, mutant, remove, swap } from '../support/mutant.js';
import type { Mutant } from '../support/mutant.js';

export const mutants: readonly Mutant[] = [
  mutant('there is no lockfile', remove('package-lock.json')),
  mutant('there are two', create('yarn.lock', '# yarn lockfile v1\n')),
  mutant('package.json wants another version than it has', swap('package.json', '"zod": "', '"zod": "^')),
  mutant(
    'a package comes from git',
    swap(
      'package-lock.json',
      '    "node_modules/zod": {',
      '    "node_modules/odz": { "version": "1.0.0", "resolved": ' +
        '"git+ssh://git@github.com/a/odz.git#1" },\n    "node_modules/zod": {',
    ),
  ),
  mutant(
    'a package has no digest',
    swap(
      'package-lock.json',
      '    "node_modules/zod": {',
      '    "node_modules/odz": { "version": "1.0.0" },\n    "node_modules/zod": {',
    ),
  ),
  mutant('the next one may come from git', swap('.npmrc', 'allow-git=none\n', '')),
  mutant('the next one may come from any URL', swap('.npmrc', 'allow-remote=none', 'allow-remote=all')),
];
