/** JSON, as far as a document goes. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type Fields = Readonly<Record<string, Json>>;

/**
 * What an OpenAPI document says, however its generator writes it: references followed, keys and sets in order, what a
 * default says anyway left out. Two documents with one meaning are deeply equal.
 */
export const meaningOf = (document: Json): Json => {
  const { components: _shared, ...said } = fields(document);
  const { securitySchemes = {} } = fields(fields(document).components ?? {});
  return settled({ ...said, securitySchemes }, document);
};

function settled(value: Json, document: Json, key = ''): Json {
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).map((item) => settled(item, document));
    return sets.has(key) ? [...items].sort(byText) : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const { $ref, ...own } = value as Fields;
  if (typeof $ref === 'string') return settled({ ...fields(at(document, $ref)), ...own }, document, key);
  const entries = Object.entries(own)
    .filter(([name, inner]) => !isSaidAnyway(name, inner, key))
    .map(([name, inner]) => [name, settled(inner, document, key === 'properties' ? '' : name)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Lists whose order has no meaning. */
const sets = new Set(['required', 'parameters', 'tags', 'enum', 'security', 'servers']);
const byText = (a: Json, b: Json): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

/** Names of schemas and what is true without being said. A property of a schema may have any name. */
function isSaidAnyway(name: string, value: Json, of: string): boolean {
  if (of === 'properties') return false;
  if (['id', '$id', '$schema'].includes(name)) return typeof value === 'string';
  if (name === 'required') return value === false || (Array.isArray(value) && value.length === 0);
  if (name === 'style' || name === 'explode' || name === 'deprecated') return true;
  return (name === 'parameters' || name === 'tags') && Array.isArray(value) && value.length === 0;
}

const fields = (value: Json | undefined): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

function at(document: Json, reference: string): Json {
  const steps = reference.replace(/^#\//, '').split('/');
  return steps.reduce<Json>((inner, step) => {
    const next = fields(inner)[step.replaceAll('~1', '/').replaceAll('~0', '~')];
    if (next === undefined) throw new Error(`${reference} leads nowhere`);
    return next;
  }, document);
}
