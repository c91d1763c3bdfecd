import type { Operation } from './operation.js';

/** A route that takes JSON: it accepted a valid body. */
export interface JsonRoute {
  readonly method: string;
  readonly path: string;
  readonly sample: Readonly<Record<string, unknown>>;
}

export interface Routes {
  /** A path whose GET returns 2xx: the positive control for all other tests. */
  readonly ok: string | undefined;
  readonly json: JsonRoute | undefined;
  readonly operations: readonly Operation[];
  /** The root of the document, for references. */
  readonly document: unknown;
  /** Other texts in the source that may be paths. */
  readonly paths: readonly string[];
  /** The answers to the tried paths, if none was 2xx. */
  readonly because: string;
  /** The same for the JSON route. */
  readonly noJson: string;
}
