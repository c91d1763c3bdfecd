import { frameworks } from '../../generators/frameworks/index.js';
import { pieces } from '../../generators/pieces/index.js';
import { targets } from '../../generators/targets/index.js';
import type { Lists } from './row.js';

/** All definitions without the templates: enough for help, choices and schemas. */
export const lists: Lists = { frameworks, targets, pieces };
