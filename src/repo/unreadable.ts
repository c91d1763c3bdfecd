/** A place in the repo that could not be read, and why. */
export interface Unreadable {
  readonly path: string;
  readonly line: number;
  readonly why: string;
  readonly text: string;
}
