import type { FrameworkId, NodeLine, PackageManager, PieceId, Preset, TargetId } from './words.js';

/** All answers that decide what `new` emits. They are stored in the manifest and contain no secrets. */
export interface Answers {
  readonly name: string;
  readonly framework: FrameworkId;
  readonly target: TargetId;
  readonly preset: Preset;
  readonly pieces: readonly PieceId[];
  /** Option values that differ from the defaults, by piece: { 'rate-limit': { requests: 50 } }. */
  readonly options: Readonly<Record<PieceId, Readonly<Record<string, string>>>>;
  readonly packageManager: PackageManager;
  readonly node: NodeLine;
  /** The repository and workspace around it; absent if it stands alone. */
  readonly within?: Within;
}

/** The place of a service in its repository and workspace. Tools read some files only at the top of one of them. */
export interface Within {
  /** Its folder relative to the top of the git repository: 'js/apps/api'; '' at the top. */
  readonly repository: string;
  /** Its folder relative to the root of its workspace: 'apps/api'; '' without one. */
  readonly workspace: string;
  /** The package manager's version that the workspace names: '10.26.0'; '' if it names none. */
  readonly managerVersion: string;
}

export const alone: Within = { repository: '', workspace: '', managerVersion: '' };
