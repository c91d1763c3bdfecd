import { resolve, type Schema } from './samples.js';

/** Whether a schema excludes nothing: bytes, or a value of any kind. No body is a bad one for it. */
export function allowsAnything(schema: Schema, document: unknown): boolean {
  const whole = schema.$ref === undefined ? schema : resolve(schema.$ref, document);
  if (whole.format === 'binary' || Object.hasOwn(whole, 'contentMediaType')) return true;
  return Object.keys(whole).every((key) => annotations.has(key));
}

const annotations = new Set([
  '$comment',
  'title',
  'description',
  'default',
  'example',
  'examples',
  'deprecated',
]);
