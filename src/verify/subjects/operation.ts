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
  /** The login of rampart.probes.json that it needs. */
  readonly login?: string;
  readonly documented: readonly number[];
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
