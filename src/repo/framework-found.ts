import type { FrameworkId } from '../define/words.js';
import type { Recogniser } from './frameworks/recogniser.js';

export interface KnownFramework {
  readonly kind: 'known';
  readonly id: FrameworkId;
  readonly recogniser: Recogniser;
  readonly version: string;
  readonly major: number;
  readonly from: 'installed' | 'declared';
}

export type FrameworkFound = KnownFramework | { readonly kind: 'unknown'; readonly because: string };
