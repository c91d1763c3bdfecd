import type { Owner } from '../define/manifest.js';
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
  readonly command: 'new' | 'add';
  readonly changes: readonly Change[];
  /** What the user must know: an existing helmet left alone, a tracked .env, ... */
  readonly notes: readonly string[];
  /** Pieces whose files come as a library: nothing calls them until somebody does. */
  readonly libraries?: readonly PieceId[];
  /** What the plan could not do, and somebody must. */
  readonly leftToDo?: readonly string[];
}

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
