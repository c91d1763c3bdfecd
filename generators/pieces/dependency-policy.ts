import { definePiece } from '../../src/define/piece.js';

/**
 * One file of settings a package manager, in a layer of its own. Not `engine-strict`: the service is meant
 * for Node 22.13 and later, but installs, tests and runs on 20.19 too, and a hard stop there would teach
 * people to switch the whole file off.
 */
export const dependencyPolicy = definePiece({
  id: 'dependency-policy',
  title: 'Dependency policy',
  why:
    'Exact versions from the lockfile, no install scripts, nothing ' +
    'younger than a week; git refused where the manager can',
  phase: 'none',
  preset: 'minimal',
  options: {},
  fits: { any: { packages: [] } },
  newOnly:
    'nothing is written, since without install scripts the own prepare and postinstall of a ' +
    'repo would be silent. `rampart explain install-scripts-off` says what to set.',
  contributes: {
    threats: [
      {
        stride: 'Tampering',
        threat: 'A dependency is taken over, and its new version acts where it is installed.',
        met: 'Exact versions, a week old, and no install script: `package.json`.',
        shownBy: ['versions-exact', 'release-age', 'dependencies-locked', 'install-scripts-off'],
      },
    ],
  },
  controls: ['dependencies-locked', 'versions-exact', 'install-scripts-off', 'release-age'],
});
