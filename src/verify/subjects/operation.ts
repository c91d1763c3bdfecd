import type { Schema } from './samples.js';

/** One operation of an OpenAPI document, with sample values. */
export interface Operation {
  readonly method: string;
  /** '/notes/{id}' */
  readonly template: string;
  /** '/notes/3f2b…' */
  readonly path: string;
  readonly query: readonly Parameter[];
  readonly params: readonly Parameter[];
  readonly body?: { readonly schema: Schema; readonly sample: unknown };
  /** Where no JSON is taken: the media type of the body that is. */
  readonly otherBody?: string;
  readonly documented: readonly number[];
}

export interface Parameter {
  readonly name: string;
  readonly required: 'yes' | 'no';
  readonly schema: Schema;
}
