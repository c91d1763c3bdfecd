import type { FormField, Operation } from './operation.js';
import { resolve, sampleOf, type Schema } from './samples.js';

const boundary = 'rampart';

/** A body of another type than JSON: a form with the fields of the schema, or a short text. */
export function formOf(type: string, schema: Schema, root: unknown): NonNullable<Operation['otherBody']> {
  const fields = fieldsOf(schema, root);
  if (type === 'application/x-www-form-urlencoded') {
    const texts = fields.map(({ name, value }): [string, string] => [name, value]);
    return { type, sample: new URLSearchParams(texts).toString(), fields };
  }
  if (type !== 'multipart/form-data' || fields.length === 0) return { type, sample: 'rampart', fields: [] };
  const parts = fields.map(({ name, value, isFile }) => {
    const file = isFile ? '; filename="rampart.bin"\r\nContent-Type: application/octet-stream' : '';
    return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${value}\r\n`;
  });
  return { type: `${type}; boundary=${boundary}`, sample: `${parts.join('')}--${boundary}--\r\n`, fields };
}

function fieldsOf(given: Schema, root: unknown): readonly FormField[] {
  const schema = given.$ref === undefined ? given : resolve(given.$ref, root);
  const { properties = {}, required = Object.keys(properties) } = schema;
  return required.flatMap((name) => {
    const field = properties[name];
    if (field === undefined) return [];
    const isFile = field.format === 'binary' || field.contentEncoding === 'binary';
    return [{ name, value: isFile ? 'rampart' : asText(sampleOf(field, root)), isFile }];
  });
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
