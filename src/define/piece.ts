import type { Answers } from './answers.js';
import type { Code, Import, ConstructorSetting, Statement } from './code.js';
import type { ControlId, PackageName, Phase, PieceId, Preset } from './words.js';

/** A value for templates: text, numbers, lists and records of them. No booleans: templates have no conditions. */
export type Data = { readonly [name: string]: string | number | readonly (string | number | Data)[] | Data };

/**
 * An option of a piece: choices with a default. No piece has one yet; the first will add the flag, the prompt
 * and the schema.
 */
export interface Option {
  readonly why: string;
  readonly choices: readonly [string, ...string[]];
  readonly fallback: string;
}
export type Options = Readonly<Record<string, Option>>;
export type Values<O extends Options> = { readonly [K in keyof O]: O[K]['choices'][number] };

/** One environment variable. config.ts and both env templates are made from it. */
export interface EnvVar {
  readonly name: string;
  /**
   * The Zod expression in config.ts, such as `z.coerce.number().int().min(1).max(65535)`. May use helpers of
   * `./security/env.js`.
   */
  readonly schema: Code;
  readonly kind: 'setting' | 'secret';
  readonly comment: string;
  /**
   * The value if the variable is unset. 'none': always required; 'development': a default outside production
   * only.
   */
  readonly fallback: { readonly in: 'everywhere' | 'development'; readonly value: string } | 'none';
  /** The values in the templates. A secret has none; its comment says how to make one. */
  readonly example: { readonly development: string; readonly production: string };
  /** How `new` makes the development value of a secret. */
  readonly generate?: 'base64url-48';
}

/** Whether production has no value for it. */
export const isNeeded = ({ fallback }: Pick<EnvVar, 'fallback'>): boolean =>
  fallback === 'none' || fallback.in === 'development';

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
/** How it is met, with the file in backticks, and the controls of this member whose probes show it. */
interface MetThreat extends AnyThreat {
  readonly met: string;
  readonly shownBy: readonly [ControlId, ...ControlId[]];
}
/** What is left to do, and who does it. */
interface OpenThreat extends AnyThreat {
  readonly open: string;
}
export type Threat = MetThreat | OpenThreat;

/** Versions that Dependabot must ignore, and why. */
export interface Ignored {
  readonly name: string;
  /** All new majors, or a range: '>=6.1'. */
  readonly which: 'majors' | `>=${string}`;
  readonly because: string;
}

/** What many members write into shared files. */
export interface Contributions {
  readonly gitignore?: readonly string[];
  readonly dockerignore?: readonly string[];
  readonly scripts?: Readonly<Record<string, string>>;
  /** `engines.node` of package.json. */
  readonly engines?: string;
  /** Emitted files with secrets: written with mode 0600, never printed, never stored in .rampart/base.json. */
  readonly secretFiles?: readonly string[];
  /** Emitted files that several pieces add to. In an existing repo they are merged, not replaced. */
  readonly assembledFiles?: readonly string[];
  /** What Dependabot must update, in its own terms: { ecosystem: 'docker', directory: '/' }. */
  readonly updates?: readonly {
    readonly ecosystem: string;
    readonly directory: string;
    /** What the directory is relative to; by default the service's own folder. */
    readonly of?: 'service' | 'repository';
    readonly ignore?: readonly Ignored[];
  }[];
  /** Rows of the threat model: what could go wrong, what meets it, and the files. */
  readonly threats?: readonly Threat[];
  /** Sentences at the end of README.md. */
  readonly readme?: readonly string[];
  /** Other destinations of data, besides the answer: lines of the data flow. */
  readonly flows?: readonly { readonly to: string; readonly carries: string }[];
  /** Services of compose.yaml, as YAML mappings without indentation, for targets with such a file. */
  readonly composeServices?: readonly { readonly name: string; readonly yaml: string }[];
}

/**
 * One security capability: what it adds, where it is in the request path, what it promises. For new services
 * and existing repos.
 */
export interface Piece<O extends Options = Options> {
  /** Also the name of templates/pieces/<id>/ and test/pieces/<id>.test.ts. */
  readonly id: PieceId;
  readonly title: string;
  /** The reason that prompts show. */
  readonly why: string;
  readonly phase: Phase;
  /** The smallest preset that includes it. */
  readonly preset: Preset;
  readonly options: O;
  readonly needs?: readonly PieceId[];
  /** Pieces whose files it imports. An existing repo gets those files only, and not the statements of these pieces. */
  readonly uses?: readonly PieceId[];
  /**
   * How it joins frameworks, by adapter, or 'any' for all. The most special adapter of a framework counts.
   * Without a fit, the framework is not supported.
   */
  readonly fits: { readonly [adapter: string]: Fit<O> | undefined };
  readonly env?: readonly EnvVar[];
  /** A value for statements of other pieces; `root` of code.ts names it. */
  readonly context?: ContextValue;
  readonly contributes?: Contributions;
  /**
   * Why an existing repo does not get it: it would change how the repo's own code runs. Shown if the user
   * asks for it.
   */
  readonly newOnly?: string;
  /** More template layers, besides pieces/<id>/: 'documents'. */
  readonly layers?: readonly string[];
  readonly controls: readonly ControlId[];
}

/** A value that is made once in a process and may be used by others: `createLogger({ level: config.LOG_LEVEL })`. */
export interface ContextValue {
  readonly name: string;
  readonly type: Import;
  readonly value: Code;
}

/** Statements before and after all others before the routes, and first on the server. */
export interface AroundRoutes {
  readonly first?: Statement;
  readonly last?: Statement;
  readonly server?: Statement;
}

/** How a piece joins one framework, in `new` and in `add`. */
export interface Fit<O extends Options = Options> {
  /** Controls of other pieces that also need this one on this framework: `add` then names both. */
  readonly closes?: readonly ControlId[];
  readonly packages: readonly PackageName[];
  readonly devPackages?: readonly PackageName[];
  /** Its statements in src/security/index.ts; none if its files are enough. */
  readonly compose?: (options: Values<O>) => Statement | readonly Statement[];
  /**
   * More statements in later phases, if one place is not enough. They are included only if another piece has
   * a statement in that slot.
   */
  readonly later?: { readonly [phase in Phase]?: (options: Values<O>) => Statement };
  /** Statements around those of all pieces: first and last before the routes, and first on the server. */
  readonly around?: AroundRoutes;
  /** Options of the framework's constructor, for settings that cannot change after creation. */
  readonly settings?: (options: Values<O>) => readonly ConstructorSetting[];
  /** Modules with its routes, for a new service of a framework that imports them. */
  readonly modules?: (options: Values<O>) => readonly Code[];
  /** Options of Node's createServer, which some frameworks pass on. */
  readonly serverSettings?: (options: Values<O>) => readonly ConstructorSetting[];
  /**
   * 'in new services': its statement could break existing code, so existing repos only get its files. 'in existing
   * repos': in a new service the routes call it themselves.
   */
  readonly mounts?: 'in new services' | 'in existing repos';
  /** Data for its .hbs files. */
  readonly data?: (
    options: Values<O>,
    answers: Pick<Answers, 'name' | 'packageManager' | 'node' | 'within'>,
  ) => Data;
  /** Packages that do the same. If an existing repo mounts one, the piece is reported and not mounted as well. */
  readonly existing?: readonly PackageName[];
}

export const definePiece = <const O extends Options>(piece: Piece<O>): Piece => piece as unknown as Piece;
