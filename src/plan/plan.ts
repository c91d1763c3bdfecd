import type { Answers } from '../define/answers.js';
import type { PieceId } from '../define/words.js';

/**
 * answers -> compose (layers, assemble, wire) -> Plan -> preview -> preflight -> commit -> finish -> verify
 *
 * A plan is every change that a command would make, as a value. Nothing is written until it is committed,
 * and a dry run is the same plan, not committed.
 */
export interface Plan {
  /** Absolute path of the folder that all paths are relative to. */
  readonly root: string;
  /** Where a new service goes, seen from the root; absent: the root itself. */
  readonly service?: string;
  readonly command: 'new' | 'add' | 'update';
  readonly changes: readonly Change[];
  /** What the user must know: an existing helmet left alone, a tracked .env, ... */
  readonly notes: readonly string[];
  /** Pieces whose files come as a library: nothing calls them until somebody does. */
  readonly libraries?: readonly PieceId[];
  /** What the plan could not do, and somebody must. */
  readonly leftToDo?: readonly string[];
}

/** Who keeps a file: we wrote it whole, we merge keys or lines into it, or we inserted statements into the user's file. */
export type Owner = 'owned' | 'assembled' | 'wired';

export interface Change {
  /** POSIX, relative, never leaving the root. */
  readonly path: string;
  readonly kind: 'create' | 'update';
  /** Text before, as read (BOM and line endings kept); absent for 'create'. */
  readonly before?: string;
  readonly after: string;
  readonly owner: Owner;
  /** File mode, for files that hold secrets: 0o600. */
  readonly mode?: number;
  /** 'secret': contents are never printed, not even in a diff, and never kept in base.json. */
  readonly privacy?: 'secret';
}

/** rampart.json in the user's repo. Pristine texts lie in .rampart/base.json. */
export interface Manifest {
  readonly rampart: string; // version of the generator
  /** 'add': the pieces joined a repo that rampart did not make. Absent: rampart made the whole service. */
  readonly origin?: 'add';
  readonly answers: Answers;
  readonly layout: Layout;
  readonly files: Readonly<Record<string, { readonly owner: Owner; readonly sha256: string }>>;
}

/** Where things lie in a repo, and which dialect its files speak. A new service has the first of each. */
export interface Layout {
  /** Folder of the sources, '' for the root: 'src'. Template paths that begin with src/ land there. */
  readonly source: string;
  readonly language: 'ts' | 'js';
  readonly modules: 'esm' | 'cjs';
  /** How relative imports end: './x.js', './x.ts', './x'. */
  readonly suffix: '.js' | '.ts' | '';
  /** Module of the config file relative to the source folder, without suffix: 'config'. */
  readonly config: string;
}

export const serviceLayout: Layout = {
  source: 'src',
  language: 'ts',
  modules: 'esm',
  suffix: '.js',
  config: 'config',
};
