import type { Framework } from '../../src/define/framework.js';
import { express } from './express.js';

export const frameworks: readonly Framework[] = [express];
