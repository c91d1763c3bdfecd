import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { houseGraph } from '../support/rooms.js';
import { pageOf } from './page.js';

/** Part of `npm run readme`: draws docs/rooms.md anew. */
writeFileSync(join(import.meta.dirname, '../../docs/rooms.md'), await pageOf(houseGraph()));
