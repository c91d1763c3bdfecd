import { generatorOf, registerActions, type Registry, type Run } from '../src/commands/pipeline.js';
import type { Request } from '../src/commands/request.js';

export const serviceDescription = 'A new hardened service: framework, target, pieces';

/** Registers the generator of `rampart new`; returns its name. */
export function registerService(plop: Registry, run: Run<Request>): string {
  registerActions(plop, run);
  plop.setGenerator('service', generatorOf(serviceDescription, run));
  return 'service';
}
