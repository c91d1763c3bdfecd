import type { Node } from 'oxc-parser';
import type { Source } from './source.js';

import type { Site, Listener } from './frameworks/site.js';

/** A name by which a file knows an app, and the braces that the name is bound to. */
export interface View {
  readonly source: Source;
  readonly expression: string;
  readonly scope: Node | undefined;
}

/** One app of the repo: where it is created, under which name each file knows it, and where it listens. */
export interface App {
  readonly site: Site;
  readonly seenIn: readonly View[];
  readonly listeners: readonly Listener[];
}
