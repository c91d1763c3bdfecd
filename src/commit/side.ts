/** One state of a file. Its text is kept only if needed: before the change, and after it if the file existed. */
export interface Side {
  readonly sha256: string;
  readonly mode: number;
  readonly base64?: string;
}

/** A state with its text. */
export interface KnownText extends Side {
  readonly base64: string;
}
