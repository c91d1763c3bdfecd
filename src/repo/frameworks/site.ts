import type { CallExpression, NewExpression, Node } from 'oxc-parser';
import type { NodeWithAncestors } from '../ast.js';
import type { Source } from '../source.js';

/** The expression that makes an app: `express()`, `new Hono()`. */
export type Creation = CallExpression | NewExpression;

/**
 * Where an app is created.
 * plain: `const app = fw()` at the top level of its module. block: the same in a function or block, whose
 * braces then hold every use of it. The others are understood well enough to write a patch for, not to
 * apply one: nested (declared here, assigned there), class (`this.app`), chain (`fw().use().get()`),
 * unnamed.
 */
export type Shape = 'plain' | 'block' | 'nested' | 'class' | 'chain' | 'unnamed';

export interface Site {
  readonly source: Source;
  readonly shape: Shape;
  readonly call: Creation;
  /** The creation with what only passes it on: `await`, `as T`, `.withTypeProvider()`. */
  readonly value: Node;
  /** How code beside it names the app: `app`, `this.app`; '' when nothing does. */
  readonly expression: string;
  /** The statements that the creating statement stands among, and its place there. */
  readonly block: readonly Node[];
  readonly index: number;
  /** The braces that hold all uses of the name; undefined at the top level. */
  readonly scope: Node | undefined;
  /** The function that returns the app, where one does. */
  readonly maker: Node | undefined;
}

/** A call that makes an app listen, or makes the server that will: `app.listen(3000)`, `http.createServer(app)`. */
export interface Listener {
  readonly source: Source;
  readonly call: NodeWithAncestors<CallExpression>;
  /** The app's name in this file. */
  readonly expression: string;
}

export const statementOf = (site: Site): Node => site.block[site.index] ?? site.call;
