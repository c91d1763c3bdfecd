import type { Node } from 'oxc-parser';
import type { Recogniser } from '../repo/frameworks/recogniser.js';
import type { Site } from '../repo/frameworks/site.js';
import type { Source } from '../repo/source.js';
import type { Editing } from './editing.js';
import type { Part, Wanted } from './wiring-points.js';

export interface Joining {
  readonly site: Site;
  readonly missing: readonly Part[];
  readonly wanted: Wanted;
  readonly recogniser: Recogniser;
  readonly edit: (source: Source, part: Part, at: Node) => Editing;
}
