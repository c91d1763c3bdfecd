import type { Recogniser } from './frameworks/recogniser.js';

export type FrameworkFound =
  | {
      readonly kind: 'known';
      readonly recogniser: Recogniser;
      readonly version: string;
      readonly major: number;
      readonly from: 'installed' | 'declared';
    }
  | { readonly kind: 'unknown'; readonly because: string };
