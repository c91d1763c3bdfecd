/** The part of JSON Schema that OpenAPI documents use. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly contentEncoding?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly example?: unknown;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number | boolean;
  readonly minItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly $ref?: string;
}

const byFormat: Readonly<Record<string, string>> = {
  uuid: '3f2b8c1e-6d4a-4f7b-9c0d-5e1a2b3c4d5e',
  email: 'probe@rampart.test',
  'date-time': '2026-01-02T03:04:05Z',
  date: '2026-01-02',
  uri: 'https://rampart.test/',
  url: 'https://rampart.test/',
};

/** A value that the schema allows, as small as possible. `root` resolves references in the document. */
export function sampleOf(schema: Schema, root: unknown = {}, depth = 0): unknown {
  if (depth > 8) return null;
  const given = [schema.example, schema.const, schema.default, schema.enum?.[0]].find(
    (value) => value !== undefined,
  );
  if (given !== undefined) return given;
  if (schema.$ref !== undefined) return sampleOf(resolve(schema.$ref, root), root, depth + 1);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((each) => sampleOf(each, root, depth + 1)));
  const one = (schema.anyOf ?? schema.oneOf)?.[0];
  if (one) return sampleOf(one, root, depth + 1);
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.[0];
  if (type === 'object' || schema.properties) return objectOf(schema, root, depth);
  if (type === 'array') {
    return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}, root, depth + 1));
  }
  if (type === 'integer' || type === 'number') return numberOf(schema);
  if (type === 'boolean') return true;
  if (type === 'null') return null;
  return textOf(schema);
}

/** Resolves '#/components/schemas/Note'. */
export function resolve(reference: string, root: unknown): Schema {
  let value: unknown = root;
  for (const part of reference.replace(/^#\//, '').split('/')) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  }
  return (value ?? {}) as Schema;
}

function objectOf({ properties = {}, required = [] }: Schema, root: unknown, depth: number): unknown {
  const wanted = required.length > 0 ? required : Object.keys(properties);
  return Object.fromEntries(
    wanted
      .filter((name) => properties[name])
      .map((name) => [name, sampleOf(properties[name] ?? {}, root, depth + 1)]),
  );
}

function numberOf({ minimum, exclusiveMinimum, maximum }: Schema): number {
  const low = minimum ?? (typeof exclusiveMinimum === 'number' ? exclusiveMinimum + 1 : 1);
  return maximum !== undefined && low > maximum ? maximum : low;
}

function textOf({ format, minLength = 0, maxLength = 64 }: Schema): string {
  const text = byFormat[format ?? ''] ?? 'probe';
  return text.padEnd(minLength, 'x').slice(0, Math.max(minLength, maxLength));
}
