import { registerActions, type Registry, type Run } from '../commands/pipeline.js';
import { processIo } from '../commands/process-io.js';
import { newSteps } from '../commands/new-steps.js';
import type { Request } from '../commands/request.js';
import { loadCatalogue } from '../../generators/load-catalogue.js';
import { pieceGenerator } from './piece-generator.js';
import { serviceGenerator } from '../commands/service-generator.js';

/** An ordinary plopfile: `npx plop` in this repository offers a new service and a new piece. */
export default function plopfile(plop: Registry): void {
  const io = processIo([]);
  const catalogue = loadCatalogue();
  const steps = newSteps({ stated: {}, catalogue, finished: { install: 'skipped', git: 'skipped' } });
  const run: Run<Request> = { io, mode: 'commit', steps };
  registerActions(plop);
  plop.setGenerator('service', serviceGenerator(run));
  plop.setGenerator('piece', pieceGenerator({ io, catalogue }));
}
