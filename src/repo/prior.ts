/**
 * What is in a folder before a service is made there: a clone of a new repository has a README.md, a licence
 * and ignore rules.
 */
export interface Prior {
  /** Names directly in the folder; none if it does not exist. */
  readonly names: readonly string[];
  /** The text of a file directly in the folder; undefined if it is absent or not text. */
  text(path: string): string | undefined;
}

export const nothingBefore: Prior = { names: [], text: () => undefined };
