import type { Code, ConstructorSetting } from './code.js';
import type { ContextValue, Contributions, Data, EnvVar } from './piece.js';
import type { FrameworkId, PackageName, PieceId, Slot } from './words.js';

/** What the composition root is made of: the chosen pieces' statements, in phase order, per slot. */
export interface Composition {
  /** Options of the framework's constructor. */
  readonly settings: readonly ConstructorSetting[];
  /** Options of Node's createServer. */
  readonly serverSettings: readonly ConstructorSetting[];
  readonly before: readonly Code[];
  readonly after: readonly Code[];
  readonly server: readonly Code[];
  /** What encloses the statements, where there are any. */
  readonly around: Readonly<Record<'first' | 'last' | 'server', readonly Code[]>>;
  /** What the statements may use, in the order in which it is made. */
  readonly context: readonly ContextValue[];
}

/** Everything the engine knows about one framework. */
export interface Framework {
  readonly id: FrameworkId;
  readonly title: string;
  readonly why: string;
  /**
   * Its template layers, from the general to the special: templates/frameworks/<adapter>/,
   * templates/pieces/<id>/<adapter>/. `any` comes before all of them, and the last is its own id. The last one that
   * a piece has a fit for decides how that piece joins.
   */
  readonly adapters: readonly string[];
  /** Flags of node that its code bears, wherever the service is started. */
  readonly nodeFlags: readonly string[];
  /** Further options of its tsconfig.json that are on. */
  readonly compilerOptions: readonly string[];
  /** Pieces that the bare service stands on; they are always there. */
  readonly foundation: readonly PieceId[];
  readonly packages: readonly PackageName[];
  readonly devPackages: readonly PackageName[];
  readonly scripts: Readonly<Record<string, string>>;
  readonly env: readonly EnvVar[];
  readonly contributes?: Contributions;
  readonly data?: Data;
  /** The statement by which its app gets a middleware, or a hook that stands for one. */
  mount(middleware: Code): Code;
  /** Prints src/security/index.ts: the one composition root. */
  root(composition: Composition): Code;
  /**
   * The statements that join an existing app to the root; `app`, `server` are the repo's own expressions.
   * `create` wraps the options of the app's constructor. A slot that has none is served by that of `before`.
   */
  readonly wiring: Readonly<Partial<Record<Slot | 'create', Wiring>>>;
}

/** One inserted statement, or a wrapper around an expression. */
export interface Wiring {
  /** The name that the root exports for this slot. */
  readonly name: string;
  readonly text: (expression: string) => string;
}

export const defineFramework = (framework: Framework): Framework => framework;
