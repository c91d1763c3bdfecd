import type { Code } from './code.js';
import type { Contributions, Data, EnvVar } from './piece.js';
import type { FrameworkId, PackageName, PieceId, Slot } from './words.js';

/** What the composition root is made of: the chosen pieces' statements, in phase order, per slot. */
export interface Composition {
  readonly before: readonly Code[];
  readonly after: readonly Code[];
  readonly server: readonly Code[];
  /** The chosen pieces, so that the root declares only the context that they need. */
  readonly pieces: readonly PieceId[];
}

/** Everything the engine knows about one framework. Its files are in templates/frameworks/<id>/. */
export interface Framework {
  readonly id: FrameworkId;
  readonly title: string;
  readonly why: string;
  /** Pieces that the bare service stands on; they are always there. */
  readonly foundation: readonly PieceId[];
  readonly packages: readonly PackageName[];
  readonly devPackages: readonly PackageName[];
  readonly scripts: Readonly<Record<string, string>>;
  readonly env: readonly EnvVar[];
  readonly contributes?: Contributions;
  readonly data?: Data;
  /** Prints src/security/index.ts: the one composition root. */
  root(composition: Composition): Code;
  /** The statements that join an existing app to the root; `app`, `server` are the repo's own expressions. */
  readonly wiring: Readonly<Record<Slot, Wiring>>;
}

/** One inserted statement, or a wrapper around an expression. */
export interface Wiring {
  /** The name that the root exports for this slot. */
  readonly name: string;
  readonly text: (expression: string) => string;
}

export const defineFramework = (framework: Framework): Framework => framework;
