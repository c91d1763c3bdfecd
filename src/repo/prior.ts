/**
 * What a folder has before a service is made in it: a clone of a new repository has a README.md, a licence and ignore
 * rules.
 */
export interface Prior {
  /** Names right in the folder; none where it does not exist. */
  readonly names: readonly string[];
  /** Text of a file right in the folder; undefined where it is absent, or no text. */
  text(path: string): string | undefined;
}

export const nothingBefore: Prior = { names: [], text: () => undefined };
