import { expect, it } from 'vitest';
import { packageManagers } from '../../src/define/words.js';
import { packageManagerCommands } from '../../src/plan/package-managers.js';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('dependency-policy');

it('brings the settings of the package manager that was chosen, and of no other', () => {
  const settings = packageManagers.map((manager) => packageManagerCommands[manager].settings);
  expect(emitted.paths.filter((path) => settings.some((file) => file === path))).toEqual(['.npmrc']);
});

it('lets nothing run, nothing foreign and nothing new in', () => {
  for (const line of [
    'ignore-scripts=true',
    'allow-git=none',
    'allow-remote=none',
    'min-release-age=7',
    'save-exact=true',
  ])
    expect(emitted.text('.npmrc').split('\n')).toContain(line);
});
