import type { Target } from '../../src/define/target.js';
import { compose } from './compose.js';

export const targets: readonly Target[] = [compose];
