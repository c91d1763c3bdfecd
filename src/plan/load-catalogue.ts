import { layers, versions } from 'rampart:templates';
import { frameworks } from '../../generators/frameworks/index.js';
import { pieces } from '../../generators/pieces/index.js';
import { targets } from '../../generators/targets/index.js';
import type { Catalogue } from './catalogue.js';
import { runtime } from './render.js';

/** The catalogue that this build ships: the lists of generators/, with templates/ as compiled into the bundle. */
export const loadCatalogue = (): Catalogue => ({
  frameworks,
  targets,
  pieces,
  layers: layers(runtime),
  versions,
});
