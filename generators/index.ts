import { registerActions, type Registry, type Run } from '../src/commands/pipeline.js';
import { processIo } from '../src/commands/process-io.js';
import { newSteps } from '../src/commands/new-steps.js';
import type { Request } from '../src/commands/request.js';
import { loadCatalogue } from '../src/plan/load-catalogue.js';
import { pieceGenerator } from './piece.js';
import { serviceGenerator } from './service.js';

/** An ordinary plopfile: `npx plop` in this repository offers a new service, and a new piece of the house itself. */
export default function plopfile(plop: Registry): void {
  const io = processIo([]);
  const catalogue = loadCatalogue();
  const steps = newSteps({ stated: {}, catalogue, finished: { install: 'skipped', git: 'skipped' } });
  const run: Run<Request> = { io, mode: 'commit', steps };
  registerActions(plop);
  plop.setGenerator('service', serviceGenerator(run));
  plop.setGenerator('piece', pieceGenerator({ io, catalogue }));
}
