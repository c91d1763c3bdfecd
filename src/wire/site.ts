import type { CallExpression, Node } from 'oxc-parser';
import type { Found } from '../repo/ast.js';
import type { Source } from '../repo/source.js';

/**
 * Where an app is created.
 * plain: `const app = fw()` at the top level of its module. Everything else is understood well enough to write a patch for, not to apply one:
 * nested (inside a function, a block, a callback), class (`this.app`), chain (`fw().use().get()`), unnamed.
 */
export type Shape = 'plain' | 'nested' | 'class' | 'chain' | 'unnamed';

export interface Site {
  readonly source: Source;
  readonly shape: Shape;
  /** The creating call. */
  readonly call: CallExpression;
  /** How code beside it names the app: `app`, `this.app`; '' when nothing does. */
  readonly expression: string;
  /** The statements that the creating statement stands among, and its place there. */
  readonly block: readonly Node[];
  readonly index: number;
}

/** A call that makes an app listen, or makes the server that will: `app.listen(3000)`, `http.createServer(app)`. */
export interface Listener {
  readonly source: Source;
  readonly call: Found<CallExpression>;
  /** The app's name in this file. */
  readonly expression: string;
  readonly kind: 'listen' | 'create';
}

export const statementOf = (site: Site): Node => site.block[site.index] ?? site.call;
