import type { FrameworkId, NodeLine, PackageManager, PieceId, Preset, TargetId } from './words.js';

/** Everything that decides what `new` emits; kept in the manifest, never holding a secret. */
export interface Answers {
  readonly name: string;
  readonly framework: FrameworkId;
  readonly target: TargetId;
  readonly preset: Preset;
  readonly pieces: readonly PieceId[];
  /** Option values that differ from the default, by piece: { cache: { store: 'disk' } }. */
  readonly options: Readonly<Record<PieceId, Readonly<Record<string, string>>>>;
  readonly packageManager: PackageManager;
  readonly node: NodeLine;
  /** What is around it; absent where it stands alone. */
  readonly within?: Within;
}

/**
 * Where a service stands in what is around it. Tools read some files only at the top of a repository, or at
 * the root of a workspace.
 */
export interface Within {
  /** Its folder, seen from the top of the git repository: 'js/apps/api'; '' where it is the top. */
  readonly repository: string;
  /** Its folder, seen from the root of the workspace that it is a package of: 'apps/api'; '' where it is of none. */
  readonly workspace: string;
  /** The version of the package manager that the workspace names: '10.26.0'; '' where it names none. */
  readonly managerVersion: string;
}

export const alone: Within = { repository: '', workspace: '', managerVersion: '' };
