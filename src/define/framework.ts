import type { Code, ConstructorSetting } from './code.js';
import type { ContextValue, Contributions, Data, EnvVar } from './piece.js';
import type { FrameworkId, PackageName, PieceId, Slot } from './words.js';

/** The content of the composition root: the statements of the chosen pieces, by slot, in phase order. */
export interface Composition {
  /** Whose it is. The root of an existing repo has only what the repo is wired to. */
  readonly host: 'new service' | 'existing repo';
  /** Options of the framework's constructor. */
  readonly settings: readonly ConstructorSetting[];
  /** Options of Node's createServer. */
  readonly serverSettings: readonly ConstructorSetting[];
  readonly before: readonly Code[];
  readonly after: readonly Code[];
  readonly server: readonly Code[];
  /** Statements that come before those of `server`, where the framework passes the server on. */
  readonly serverFirst: readonly Code[];
  /** Modules with routes of pieces, for a framework that imports them. */
  readonly modules: readonly Code[];
  /** Values that statements may use, in the order in which they are made. */
  readonly context: readonly ContextValue[];
}

/** All that the engine knows about one framework. */
export interface Framework {
  readonly id: FrameworkId;
  readonly title: string;
  readonly why: string;
  /**
   * Its template layers, from general to special: templates/frameworks/<adapter>/,
   * templates/pieces/<id>/<adapter>/. `any` comes before all of them, and the last is its own id. A piece
   * joins by its fit for the last of them that it has one for.
   */
  readonly adapters: readonly string[];
  /** Flags of node that its code works with, wherever the service starts. */
  readonly nodeFlags: readonly string[];
  /** The name of the file that starts the service: src/<entry>.ts. */
  readonly entry: string;
  /** Further options that its tsconfig.json turns on. */
  readonly compilerOptions: readonly string[];
  /** Pieces that the bare service needs; they are always included. */
  readonly foundation: readonly PieceId[];
  readonly packages: readonly PackageName[];
  readonly devPackages: readonly PackageName[];
  readonly scripts: Readonly<Record<string, string>>;
  readonly env: readonly EnvVar[];
  readonly contributes?: Contributions;
  readonly data?: Data;
  /** The statement that mounts a middleware, or a hook with the same effect. */
  mount(middleware: Code): Code;
  /** Prints src/security/index.ts, the composition root. */
  root(composition: Composition): Code;
  /**
   * The statements that connect an existing app to the root; `app` and `server` are the repo's own
   * expressions. `create` wraps the options of the app's constructor. A slot without wiring is served by that
   * of `before`.
   */
  readonly wiring: Readonly<Partial<Record<Slot | 'create', Wiring>>>;
}

/** An inserted statement, or a wrapper around an expression. */
export interface Wiring {
  /** The name that the root exports for this slot. */
  readonly name: string;
  readonly text: (expression: string) => string;
}

export const defineFramework = (framework: Framework): Framework => framework;
