import type { Made } from './http.js';
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
  /** Samples of the headers that it requires, by name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: { readonly schema: Schema; readonly sample: unknown };
  /** Where no JSON is taken: a body of the type that is, as the schema describes it. */
  readonly otherBody?: {
    readonly type: string;
    readonly sample: string;
    readonly fields: readonly FormField[];
  };
  /** The login of rampart.probes.json that it needs, and what fills its path. */
  readonly login?: string;
  readonly made?: readonly Made[];
  readonly documented: readonly number[];
  /** The schema of the JSON that a good request is answered with, if the document has one. */
  readonly answer?: Schema;
}

/** A field of a form, with a sample. */
export interface FormField {
  readonly name: string;
  readonly value: string;
  readonly isFile: boolean;
}

export interface Parameter {
  readonly name: string;
  readonly required: 'yes' | 'no';
  readonly schema: Schema;
}
