import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstWall } from '../../../src/verify/isolation/wall.js';
import type { Wall } from '../../../src/verify/isolation/wall.js';

/** The walls that stand on this machine, the strongest first; the last one is there everywhere. */
export const usableWalls = (): readonly Wall[] =>
  (['bubblewrap', 'unshare', 'none'] as const).filter(
    (wall) => firstWall([wall], { mounts: [], cwd: '/', stage: join(tmpdir(), 'rampart-stage') }) === wall,
  );
