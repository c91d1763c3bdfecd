import type { Node } from 'oxc-parser';
import type { Source } from './source.js';

import type { Site, Listener } from './frameworks/site.js';

/** A name for an app in one file, and the block in which the name holds. */
export interface View {
  readonly source: Source;
  readonly expression: string;
  readonly scope: Node | undefined;
}

/** An app of the repo: where it is created, its name in each file, and where it listens. */
export interface App {
  readonly site: Site;
  readonly seenIn: readonly View[];
  readonly listeners: readonly Listener[];
}
