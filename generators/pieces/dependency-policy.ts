import { definePiece } from '../../src/define/piece.js';

/**
 * One settings file for each package manager, in a layer of its own. Without `engine-strict`: the service is
 * meant for Node 22.13 and later, but also installs, tests and runs on 20.19. A hard failure there would make
 * people remove the whole file.
 */
export const dependencyPolicy = definePiece({
  id: 'dependency-policy',
  title: 'Dependency policy',
  why:
    'Exact versions from the lockfile, no install scripts, nothing ' +
    'younger than a week; git refused where the manager can',
  phase: 'none',
  preset: 'standard',
  options: {},
  fits: { any: { packages: [] } },
  newOnly:
    'nothing is written, since without install scripts the own prepare and postinstall of a ' +
    'repo would be silent. `rampart explain install-scripts-off` says what to set.',
  contributes: {
    threats: [
      {
        stride: 'Tampering',
        threat: 'An attacker publishes a version of a dependency whose install script runs here.',
        met: 'Exact versions, a week old, and no install script: `package.json`.',
        shownBy: ['versions-exact', 'release-age', 'dependencies-locked', 'install-scripts-off'],
      },
    ],
  },
  controls: ['dependencies-locked', 'versions-exact', 'install-scripts-off', 'release-age'],
});
