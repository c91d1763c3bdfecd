/** One state of a file. Text is kept only where it is needed: before, and after where there was a before. */
export interface Side {
  readonly sha256: string;
  readonly mode: number;
  readonly base64?: string;
}

/** A state with its text. */
export interface KnownText extends Side {
  readonly base64: string;
}
