import type { Operation } from './operation.js';

/** A route that takes JSON, shown to work by sending it a good body. */
export interface JsonRoute {
  readonly method: string;
  readonly path: string;
  readonly sample: Readonly<Record<string, unknown>>;
  /** What a good body was answered with. */
  readonly status: number;
}

export interface Routes {
  /** Path whose GET answers 2xx: the positive control of everything else. */
  readonly ok: string | undefined;
  readonly json: JsonRoute | undefined;
  readonly operations: readonly Operation[];
  /** Root of the document, for references. */
  readonly document: unknown;
  /** What else could be a path, by the source. */
  readonly paths: readonly string[];
  /** How the paths were answered, where none was answered 2xx. */
  readonly because: string;
  /** The same for the JSON route. */
  readonly noJson: string;
}
