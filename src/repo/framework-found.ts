import type { FrameworkId } from '../define/words.js';
import type { Recogniser } from './frameworks/recogniser.js';

export interface KnownFramework {
  readonly kind: 'known';
  readonly id: FrameworkId;
  readonly recogniser: Recogniser;
}

export type FrameworkFound = KnownFramework | { readonly kind: 'unknown'; readonly because: string };
