import { layers, versions } from 'rampart:templates';
import { frameworks } from './frameworks/index.js';
import { pieces } from './pieces/index.js';
import { targets } from './targets/index.js';
import type { Catalogue } from '../src/plan/catalogue.js';
import { templateRuntime } from '../src/plan/render.js';

/** The catalogue of this build: the lists of generators/, and templates/ as compiled into the bundle. */
export const loadCatalogue = (): Catalogue => ({
  frameworks,
  targets,
  pieces,
  layers: layers(templateRuntime),
  versions,
});
