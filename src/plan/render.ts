import type { Data } from '../define/piece.js';
import { wrapDocument } from './wrap-document.js';

/** Functions that compiled templates call. Missing data is an error, never an empty string. */

/** The value at a path. Throws if any step is missing. */
export function value(context: unknown, path: readonly string[]): unknown {
  let current = context;
  for (const name of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, name))
      throw new Error(`A template asks for "${path.join('.')}", which its data does not have.`);
    current = (current as Record<string, unknown>)[name];
  }
  return current;
}

/** Prints text and numbers; throws for anything else, which is a mistake in a template. */
export function text(found: unknown): string {
  if (typeof found !== 'string' && typeof found !== 'number')
    throw new Error('A template prints something that is not text.');
  return String(found);
}

export function each(list: unknown, body: (item: unknown) => string): string {
  if (!Array.isArray(list)) throw new Error('A template loops over something that is not a list.');
  return list.map(body).join('');
}

/** Prints a value as a literal for JavaScript, JSON or YAML. */
export const str = (found: unknown): string => JSON.stringify(found);

export const templateRuntime = { value, text, each, str };
export type Runtime = typeof templateRuntime;

export interface TemplateEntry {
  /** The path inside the layer, without '.hbs'. */
  readonly path: string;
  readonly text?: string;
  readonly render?: (data: Data) => string;
}

/** Layers by name: 'frameworks/<id>', 'pieces/<id>/any', 'targets/<id>/any', 'documents', ... */
export type Layers = Readonly<Record<string, readonly TemplateEntry[]>>;

/** Renders a file. Documents are wrapped, because their data may make lines long. */
export function renderEntry({ path, text: plain, render }: TemplateEntry, data: Data): string {
  const rendered = plain ?? render?.(data) ?? '';
  return path.endsWith('.md') ? wrapDocument(rendered) : rendered;
}
