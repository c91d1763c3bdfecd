import type { GoodRequests } from '../good-requests/good-requests.js';
import type { Mistake } from '../good-requests/mistakes.js';
import type { Ask, Made } from './http.js';
import type { Operation } from './operation.js';

/** A route that takes JSON: it accepted a valid body. */
export interface JsonRoute {
  readonly method: string;
  readonly path: string;
  readonly sample: Readonly<Record<string, unknown>>;
  /** Other headers that it needs, the login, and what fills its path: from rampart.probes.json. */
  readonly headers?: Ask['headers'];
  readonly login?: string;
  readonly made?: readonly Made[];
}

export interface Routes {
  /** A path whose GET returns 2xx: the positive control for all other tests. */
  readonly ok: string | undefined;
  /** The login of rampart.probes.json that this path needs, where no path works without one. */
  readonly okLogin?: string;
  /** One that needs nothing but its body. */
  readonly json: JsonRoute | undefined;
  /** All of them, those of rampart.probes.json included. */
  readonly jsons: readonly JsonRoute[];
  /** What rampart.probes.json says. */
  readonly given?: GoodRequests;
  /** What is wrong in rampart.probes.json, by the answers to its requests. */
  readonly mistakes: readonly Mistake[];
  readonly operations: readonly Operation[];
  /** The root of the document, for references. */
  readonly document: unknown;
  /** Other texts in the source that may be paths. */
  readonly paths: readonly string[];
  /** The answers to the tried paths, if none was 2xx. */
  readonly because: string;
  /** The same for the JSON route. */
  readonly noJson: string;
  /** What to write into rampart.probes.json for one that did not work. */
  readonly addJson?: string;
}
