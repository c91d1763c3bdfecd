import type { EnvVar } from '../define/piece.js';
import type { PieceId } from '../define/words.js';
import type { Part } from '../wire/wiring-points.js';

/** What pieces bring to a repo that rampart did not make. */
export interface Brought {
  /** Sources that the composition root or a library reaches, in the repo's dialect, by the path where they land. */
  readonly sources: ReadonlyMap<string, string>;
  /** Asked pieces without a statement of ours: what they bring is for the repo's own code to import. */
  readonly libraries: readonly { readonly piece: PieceId; readonly paths: readonly string[] }[];
  /** At start: the composition root reads the environment. When asked: only code of the repo that imports it does. */
  readonly readsEnv: 'at start' | 'when asked';
  /** Other files that are ours alone: documents, .nvmrc. */
  readonly documents: ReadonlyMap<string, string>;
  /** Files that the repo may have already and that take keys: environment templates. */
  readonly templates: ReadonlyMap<string, string>;
  /** Rules by ignore file; 'offered' files are written only where one is. */
  readonly rules: ReadonlyMap<
    string,
    { readonly rules: readonly string[]; readonly need: 'wanted' | 'offered' }
  >;
  readonly env: readonly EnvVar[];
  /** Packages that the sources import. */
  readonly packages: readonly string[];
  /** Their types, where those are packages of their own. */
  readonly types: readonly string[];
  /** Packages that are imported by their default export. */
  readonly defaults: readonly string[];
  /** Where the repo's app has to be joined to the root. */
  readonly parts: readonly Part[];
  /** `engines` of package.json. */
  readonly engines: Readonly<Record<string, string>>;
}
