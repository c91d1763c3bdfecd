import type { Owner } from '../define/manifest.js';
import type { PieceId } from '../define/words.js';

/**
 * answers -> compose -> Plan -> check -> preview -> commit -> finish
 *
 * A plan holds all changes of a command as a value. Nothing is written before commit, and a dry run has the
 * same plan.
 */
export interface Plan {
  /** Absolute path of the folder that all paths are relative to. */
  readonly root: string;
  /** The folder of a new service, relative to the root; if absent, the root itself. */
  readonly service?: string;
  readonly command: 'new' | 'add' | 'update';
  readonly changes: readonly Change[];
  /** What the user must know: an existing helmet that was kept, a tracked .env, ... */
  readonly notes: readonly string[];
  /** Pieces whose files nothing calls until the user's code does. */
  readonly libraries?: readonly PieceId[];
  /** What the plan could not do, and a person must. */
  readonly leftToDo?: readonly string[];
}

export interface Change {
  /** A relative POSIX path inside the root. */
  readonly path: string;
  readonly kind: 'create' | 'update';
  /** The old text as read, with BOM and line endings; absent for 'create'. */
  readonly before?: string;
  readonly after: string;
  readonly owner: Owner;
  /** The file mode for secrets: 0o600. */
  readonly mode?: number;
  /** 'secret': never printed, not even in a diff, and never stored in base.json. */
  readonly privacy?: 'secret';
}
