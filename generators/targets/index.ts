import type { Target } from '../../src/define/target.js';
import { compose } from './compose.js';
import { kubernetes } from './kubernetes.js';
import { systemd } from './systemd.js';

export const targets: readonly Target[] = [compose, systemd, kubernetes];
