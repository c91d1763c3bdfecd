import type { FrameworkId, NodeLine, PackageManager, PieceId, Preset, TargetId } from './words.js';

/** Everything that decides what `new` emits; kept in the manifest, never holding a secret. */
export interface Answers {
  readonly name: string;
  readonly framework: FrameworkId;
  readonly target: TargetId;
  readonly preset: Preset;
  readonly pieces: readonly PieceId[];
  /** Option values that differ from the default, by piece: { 'rate-limit': { store: 'redis' } }. */
  readonly options: Readonly<Record<PieceId, Readonly<Record<string, string>>>>;
  readonly packageManager: PackageManager;
  readonly node: NodeLine;
}
