import type { EnvVar } from '../define/piece.js';
import type { PieceId } from '../define/words.js';
import type { Part } from '../wire/wiring-points.js';

/** What the pieces bring to a repo that rampart did not make. */
export interface Brought {
  /** Sources that the composition root or a library imports, in the repo's dialect, by their path in the repo. */
  readonly sources: ReadonlyMap<string, string>;
  /** Pieces without a statement of ours: the repo's own code must import their files. */
  readonly libraries: readonly { readonly piece: PieceId; readonly paths: readonly string[] }[];
  /**
   * 'at start': the composition root reads the environment. 'when asked': only the repo's code that imports
   * it does.
   */
  readonly readsEnv: 'at start' | 'when asked';
  /** Other files of ours: documents, .nvmrc. */
  readonly documents: ReadonlyMap<string, string>;
  /** Environment templates, which are merged by key if the repo has them. */
  readonly templates: ReadonlyMap<string, string>;
  /** Rules for each ignore file. 'offered' rules are added only if the file exists. */
  readonly rules: ReadonlyMap<
    string,
    { readonly rules: readonly string[]; readonly need: 'wanted' | 'offered' }
  >;
  readonly env: readonly EnvVar[];
  /** Packages that the sources import. */
  readonly packages: readonly string[];
  /** Their types, if those are separate packages. */
  readonly types: readonly string[];
  /** Packages that are imported by their default export. */
  readonly defaults: readonly string[];
  /** The parts of the repo's app that must be connected to the root. */
  readonly parts: readonly Part[];
  /** `engines` for package.json. */
  readonly engines: Readonly<Record<string, string>>;
}
