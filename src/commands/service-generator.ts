import { generatorOf, type Generator, type Run } from './pipeline.js';
import type { Request } from './request.js';

/** The generator of `rampart new`. */
export const serviceGenerator = (run: Run<Request>): Generator =>
  generatorOf('A new hardened service: framework, target, preset', run);
