import { code, from, root } from '../../src/define/code.js';
import { definePiece } from '../../src/define/piece.js';

export const upgrades = definePiece({
  id: 'upgrades',
  title: 'Upgrades',
  why: 'WebSockets are refused until you name their path, and pass the same checks as a request',
  phase: 'server',
  preset: 'minimal',
  options: {},
  needs: [
    'config',
    'cors',
    'graceful-shutdown',
    'http-strict',
    'https-only',
    'logging',
    'problem',
    'proxy-trust',
    'rate-limit',
  ],
  fits: {
    any: {
      packages: ['proxy-addr'],
      devPackages: ['@types/proxy-addr'],
      compose: () =>
        code`${from('./upgrades.js', 'guardUpgrades')}(${root.server}, ${root.config}, ${root.logger});`,
    },
  },
  contributes: {
    threats: [
      {
        stride: 'Elevation of privilege',
        threat: 'A WebSocket is opened from a foreign page, or past the checks that a request meets.',
        met:
          'None is opened unless its path is named, and then Host, HTTPS, ' +
          'Origin and limits are looked at: `src/security/upgrades.ts`.',
        shownBy: ['http-parser-strict'],
      },
    ],
  },
  controls: [],
});
