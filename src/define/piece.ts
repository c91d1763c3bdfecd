import type { Answers } from './answers.js';
import type { Code, Import, ConstructorSetting, Statement } from './code.js';
import type { ControlId, PackageName, Phase, PieceId, Preset } from './words.js';

/**
 * A value that a template may read: text, numbers, lists and records of them. No booleans: a template never
 * branches.
 */
export type Data = { readonly [name: string]: string | number | readonly (string | number | Data)[] | Data };

/** Words with a default. No piece has one yet: the first that does brings the flag, the prompt and the schema. */
export interface Option {
  readonly why: string;
  readonly choices: readonly [string, ...string[]];
  readonly fallback: string;
}
export type Options = Readonly<Record<string, Option>>;
export type Values<O extends Options> = { readonly [K in keyof O]: O[K]['choices'][number] };

/** One environment variable: config.ts and both env templates derive from it. */
export interface EnvVar {
  readonly name: string;
  /**
   * The Zod expression in config.ts, e.g. `z.coerce.number().int().min(1).max(65535)`. May use helpers of
   * `./security/env-types.js`.
   */
  readonly schema: Code;
  readonly kind: 'setting' | 'secret';
  readonly comment: string;
  /** Value used when the variable is unset. 'none' = required everywhere; 'development' = only outside production. */
  readonly fallback: { readonly in: 'everywhere' | 'development'; readonly value: string } | 'none';
  /** What the templates show. A secret shows nothing, and its comment says how to make one. */
  readonly example: { readonly development: string; readonly production: string };
  /** How `new` makes the development value of a secret. */
  readonly generate?: 'base64url-48';
}

/**
 * The six kinds of threat: spoofing, tampering, repudiation, information disclosure, denial of service,
 * elevation of privilege.
 */
export const strides = [
  'Spoofing',
  'Tampering',
  'Repudiation',
  'Information disclosure',
  'Denial of service',
  'Elevation of privilege',
] as const;
interface AnyThreat {
  readonly stride: (typeof strides)[number];
  readonly threat: string;
}
/** How it is met, with the file in backticks, and the controls of the same member whose probes show it. */
export interface MetThreat extends AnyThreat {
  readonly met: string;
  readonly shownBy: readonly [ControlId, ...ControlId[]];
}
/** What is left to do, and whose it is. */
export interface OpenThreat extends AnyThreat {
  readonly open: string;
}
export type Threat = MetThreat | OpenThreat;

/** Versions that an update robot leaves out, and why. */
export interface Ignored {
  readonly name: string;
  /** All new majors, or a range: '>=6.1'. */
  readonly which: 'majors' | `>=${string}`;
  readonly because: string;
}

/** What many members write into one assembled file. */
export interface Contributions {
  readonly gitignore?: readonly string[];
  readonly dockerignore?: readonly string[];
  readonly scripts?: Readonly<Record<string, string>>;
  readonly packages?: readonly PackageName[];
  readonly devPackages?: readonly PackageName[];
  /** `engines.node` of package.json. */
  readonly engines?: string;
  /** Routes that a new service registers: modules relative to src/routes/. */
  readonly routes?: readonly { readonly module: string; readonly name: string }[];
  /** Emitted paths that hold secrets: written with mode 0600, never printed, never kept in .rampart/base.json. */
  readonly secretFiles?: readonly string[];
  /** Emitted files that several pieces add entries to. In an existing repo they are merged, not replaced. */
  readonly assembledFiles?: readonly string[];
  /**
   * What an update robot is to look through, by its own name of the kind: { ecosystem: 'docker', directory:
   * '/' }.
   */
  readonly updates?: readonly {
    readonly ecosystem: string;
    readonly directory: string;
    /** What the directory is seen from; the service's own folder unless it is said. */
    readonly of?: 'service' | 'repository';
    readonly ignore?: readonly Ignored[];
  }[];
  /** Rows of the threat model: what could go wrong, and what meets it, with the files that do. */
  readonly threats?: readonly Threat[];
  /** Sentences at the end of README.md. */
  readonly readme?: readonly string[];
  /** Where data goes beside the answer: lines of the data flow. */
  readonly flows?: readonly { readonly to: string; readonly carries: string }[];
  /** Services of compose.yaml, as YAML mappings without indentation; read by targets that have such a file. */
  readonly composeServices?: readonly { readonly name: string; readonly yaml: string }[];
}

/**
 * One security capability: what it adds, where it sits, what it promises. Serves a new service and an old
 * repo alike.
 */
export interface Piece<O extends Options = Options> {
  /** Also templates/pieces/<id>/ and test/pieces/<id>.test.ts. */
  readonly id: PieceId;
  readonly title: string;
  /** The reason line that prompts show. */
  readonly why: string;
  readonly phase: Phase;
  /** The smallest preset that has it. */
  readonly preset: Preset;
  readonly options: O;
  readonly needs?: readonly PieceId[];
  /**
   * By adapter of a framework, or 'any' for all of them; the most special one that a framework has is
   * taken. None: honestly unsupported.
   */
  readonly fits: { readonly [adapter: string]: Fit<O> | undefined };
  readonly env?: readonly EnvVar[];
  /** A value that the statements of other pieces may use, as `root` of code.ts names it. */
  readonly context?: ContextValue;
  readonly contributes?: Contributions;
  /**
   * Why an existing repo gets none of it: it would change how the repo's own things run. A word to whoever
   * asks for it there.
   */
  readonly newOnly?: string;
  /** Further template layers that come with it, beside pieces/<id>/: 'documents'. */
  readonly layers?: readonly string[];
  readonly controls: readonly ControlId[];
}

/**
 * A value that is made once a process, and which others may be made from: `createLogger({ level:
 * config.LOG_LEVEL })`.
 */
export interface ContextValue {
  readonly name: string;
  readonly type: Import;
  readonly value: Code;
}

/** First and last among the statements before the routes, and first on the server. */
export interface AroundRoutes {
  readonly first?: Statement;
  readonly last?: Statement;
  readonly server?: Statement;
}

/** How a piece joins one framework; `new` and `add` both go through here. */
export interface Fit<O extends Options = Options> {
  /** Controls of other pieces that need this one, too, on this framework: there `add` names both. */
  readonly closes?: readonly ControlId[];
  readonly packages: readonly PackageName[];
  readonly devPackages?: readonly PackageName[];
  /** What it does in src/security/index.ts; none where the files alone are the piece. */
  readonly compose?: (options: Values<O>) => Statement | readonly Statement[];
  /**
   * Further statements in later phases, where one place cannot be right for all that the piece does.
   * One never opens a slot: it is there only where some piece has its own statement in that slot.
   */
  readonly later?: { readonly [phase in Phase]?: (options: Values<O>) => Statement };
  /** What encloses the statements of all pieces; it is there only where some piece has one. */
  readonly around?: AroundRoutes;
  /** Options of the framework's constructor, for what cannot be set later. */
  readonly settings?: (options: Values<O>) => readonly ConstructorSetting[];
  /** Options of Node's createServer, which some frameworks pass on. */
  readonly serverSettings?: (options: Values<O>) => readonly ConstructorSetting[];
  /** Where its statement would break what is there: in a repo that we did not write, its files come as a library. */
  readonly mounts?: 'in new services';
  /** What its .hbs files may read. */
  readonly data?: (
    options: Values<O>,
    answers: Pick<Answers, 'name' | 'packageManager' | 'node' | 'within'>,
  ) => Data;
  /** Packages in an existing repo that already do this: found mounted, the piece is named and not mounted twice. */
  readonly existing?: readonly PackageName[];
}

export const definePiece = <const O extends Options>(piece: Piece<O>): Piece => piece as unknown as Piece;
