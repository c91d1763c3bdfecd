import type { CallExpression, NewExpression, Node } from 'oxc-parser';
import type { NodeWithAncestors } from '../ast.js';
import type { Source } from '../source.js';

/** The expression that creates an app: `express()`, `new Hono()`. */
export type Creation = CallExpression | NewExpression;

/**
 * The code around the creation of an app. plain: `const app = fw()` at the top level. block: the same inside
 * a function or block that contains all uses of the app. For the others a patch can be suggested but not
 * applied: nested (declared and assigned in different places), class (`this.app`), chain
 * (`fw().use().get()`), unnamed.
 */
export type Shape = 'plain' | 'block' | 'nested' | 'class' | 'chain' | 'unnamed';

export interface Site {
  readonly source: Source;
  readonly shape: Shape;
  readonly call: Creation;
  /** The creation, with what only passes it on: `await`, `as T`, `.withTypeProvider()`. */
  readonly value: Node;
  /** How nearby code names the app: `app`, `this.app`; '' if it has no name. */
  readonly expression: string;
  /** The list of statements that contains the creation, and its index there. */
  readonly block: readonly Node[];
  readonly index: number;
  /** The block that contains all uses of the name; undefined at the top level. */
  readonly scope: Node | undefined;
  /** The function that returns the app, if any. */
  readonly maker: Node | undefined;
}

/** A call that makes an app listen, or creates its server: `app.listen(3000)`, `http.createServer(app)`. */
export interface Listener {
  readonly source: Source;
  readonly call: NodeWithAncestors<CallExpression>;
}

export const statementOf = (site: Site): Node => site.block[site.index] ?? site.call;
