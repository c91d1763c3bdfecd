interface Place {
  readonly line: number;
  readonly column: number;
}
export interface Mutant {
  /** From the root of the repository. */
  readonly fileName: string;
  readonly location: { readonly start: Place; readonly end: Place };
  readonly mutatorName: string;
  readonly replacement: string;
}
export interface Draw {
  readonly seed: string;
  /** Of all mutants, from 0 to 1. */
  readonly share: number;
}
/** Whether a mutant belongs to the sample of that seed. */
export function isDrawn(mutant: Mutant, draw: Draw): boolean;
type Asked = Mutant & { readonly id: string };
interface Checker {
  init(): Promise<void>;
  check(mutants: readonly Asked[]): Promise<Readonly<Record<string, { readonly status: string }>>>;
  group(mutants: readonly Asked[]): Promise<readonly (readonly string[])[]>;
}
/** What Stryker looks for in a plugin; it takes the draw from RAMPART_DRAW. */
export const strykerPlugins: readonly [
  { readonly kind: 'Checker'; readonly name: string; factory(): Checker },
];
