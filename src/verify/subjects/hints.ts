import type { GoodRequests } from '../good-requests/good-requests.js';

/** What is known of a service before it is asked. */
export interface Hints {
  /** Routes from --route "GET /x". */
  readonly asked: readonly { readonly method: string; readonly path: string }[];
  /** What rampart.probes.json says. */
  readonly given?: GoodRequests;
  /** Routes read from the syntax trees. */
  readonly read: readonly { readonly method: string; readonly path: string }[];
  /** Bodies that the schemas in the source accept. */
  readonly samples?: readonly Readonly<Record<string, unknown>>[];
  /** Texts in the source that may be paths. */
  readonly paths?: readonly string[];
  openapi(): Promise<unknown>;
}
