import { generatorOf, type Generator, type Run } from '../src/commands/pipeline.js';
import type { Request } from '../src/commands/request.js';

/** The generator of `rampart new`. */
export const serviceGenerator = (run: Run<Request>): Generator =>
  generatorOf('A new hardened service: framework, target, pieces', run);
