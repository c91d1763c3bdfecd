import { isTable } from '../../parsed-json.js';
import { sampleOf, type Schema } from './samples.js';
import type { Repo } from '../../repo/repo.js';
import { sourcesOf } from '../../repo/sources.js';
import { isNode, literalOf, walkNodes, type LooseNode } from '../../repo/loose-node.js';
import type { Source } from '../../repo/source.js';

type Sample = Readonly<Record<string, unknown>>;

const mostSamples = 16;

/**
 * Bodies that the service may accept, made from schemas in its source: z.object({...}) and similar calls,
 * literal JSON Schema, classes of class-validator. They are guesses, used only if the service accepts them.
 */
export function writtenSamples(repo: Repo): readonly Sample[] {
  const found = sourcesOf(repo).sources.flatMap(samplesIn);
  return [...new Map(found.map((sample) => [JSON.stringify(sample), sample])).values()].slice(0, mostSamples);
}

function samplesIn({ program }: Source): readonly Sample[] {
  const found: Sample[] = [];
  const names = namedValues(program);
  walkNodes(program, (node, ancestors) => {
    const schema = objectSchema(node, names) ?? literalSchema(node, ancestors) ?? classSchema(node);
    if (schema?.properties === undefined || Object.keys(schema.properties).length === 0) return;
    // the schema of the environment
    if (Object.keys(schema.properties).every((name) => /^[A-Z][A-Z0-9_]*$/.test(name))) return;
    const sample = sampleOf(schema);
    if (typeof sample === 'object' && sample !== null) found.push(sample as Sample);
  });
  return found;
}

type Names = ReadonlyMap<string, LooseNode>;

function namedValues(program: Source['program']): Names {
  const names = new Map<string, LooseNode>();
  walkNodes(program, (node) => {
    const { id, init } = node as unknown as { id?: unknown; init?: unknown };
    if (node.type === 'VariableDeclarator' && isNode(id) && isNode(init)) names.set(String(id['name']), init);
  });
  return names;
}

/** z.object({ a: z.string() }), z.strictObject, Type.Object, Joi.object, yup.object */
function objectSchema(node: LooseNode, names: Names): Schema | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const [name, first] = [calledName(node), (node['arguments'] as unknown[])[0]];
  if (!/^(?:object|strictObject|looseObject|Object)$/.test(name) || !isNode(first)) return undefined;
  if (first.type !== 'ObjectExpression') return undefined;
  return objectOf(propertiesOf(first).map(([key, value]) => [key, memberSchema(value, names, 0)] as const));
}

const objectOf = (members: readonly (readonly [string, Schema | undefined])[]): Schema => {
  const properties = Object.fromEntries(members.flatMap(([key, value]) => (value ? [[key, value]] : [])));
  return { type: 'object', properties, required: Object.keys(properties) };
};

/** The schema of z.string().min(1).max(9); undefined if the member is optional. */
function memberSchema(node: LooseNode, names: Names, depth: number): Schema | undefined {
  if (depth > 6) return {};
  if (node.type === 'Identifier') {
    const value = names.get(String(node['name']));
    return value === undefined ? {} : memberSchema(value, names, depth + 1);
  }
  const own = objectSchema(node, names);
  if (own !== undefined) return own;
  let schema: Schema = {};
  for (let at: unknown = node; isNode(at); at = at.type === 'CallExpression' ? at['callee'] : at['object']) {
    if (at.type !== 'CallExpression') continue;
    const name = calledName(at);
    if (/^(?:optional|nullish|default|prefault|catch)$/i.test(name)) return undefined;
    schema = { ...schemaFor(name, (at['arguments'] as unknown[])[0]), ...schema };
  }
  return schema;
}

function schemaFor(name: string, argument: unknown): Schema {
  const value = isNode(argument) ? plainOf(argument) : undefined;
  const count = typeof value === 'number' ? value : undefined;
  const word = name.toLowerCase().replace(/^is/, '');
  if (/^(?:min|minlength|gte)$/.test(word) && count !== undefined)
    return { minLength: count, minimum: count };
  if (/^(?:max|maxlength|lte)$/.test(word) && count !== undefined)
    return { maxLength: count, maximum: count };
  if (word === 'length' && count !== undefined) return { minLength: count, maxLength: count };
  if (/^(?:enum|in|valid|oneof)$/.test(word) && Array.isArray(value)) return { enum: value };
  if (word === 'literal' && value !== undefined) return { const: value };
  return { ...(isTable(value) ? (value as Schema) : {}), ...kinds[word] };
}

const kinds: Readonly<Record<string, Schema>> = {
  string: { type: 'string' },
  email: { type: 'string', format: 'email' },
  uuid: { type: 'string', format: 'uuid' },
  guid: { type: 'string', format: 'uuid' },
  url: { type: 'string', format: 'uri' },
  uri: { type: 'string', format: 'uri' },
  datetime: { type: 'string', format: 'date-time' },
  datestring: { type: 'string', format: 'date-time' },
  date: { type: 'string', format: 'date' },
  number: { type: 'number' },
  int: { type: 'integer' },
  integer: { type: 'integer' },
  boolean: { type: 'boolean' },
  array: { type: 'array' },
};

/** A literal { type: 'object', properties: {...} } that is not inside another one. */
function literalSchema(node: LooseNode, ancestors: readonly LooseNode[]): Schema | undefined {
  if (node.type !== 'ObjectExpression' || ancestors.slice(0, 4).some(hasProperties)) return undefined;
  if (!hasProperties(node)) return undefined;
  const value = plainOf(node);
  return isTable(value) && isTable(value['properties']) ? (value as Schema) : undefined;
}

const hasProperties = (node: LooseNode): boolean =>
  node.type === 'ObjectExpression' && propertiesOf(node).some(([key]) => key === 'properties');

/** class CreateNote { @IsString() @MinLength(1) title: string } */
function classSchema(node: LooseNode): Schema | undefined {
  if (node.type !== 'ClassDeclaration') return undefined;
  const members = (node['body'] as { body: readonly LooseNode[] }).body.filter(({ decorators }) =>
    Array.isArray(decorators),
  );
  return objectOf(
    members.flatMap((member) => {
      const calls = (member['decorators'] as { expression: LooseNode }[]).map(({ expression }) => expression);
      const names = calls.filter(({ type }) => type === 'CallExpression').map(calledName);
      if (member.type !== 'PropertyDefinition' || names.includes('IsOptional')) return [];
      const schema = Object.assign(
        {},
        ...calls.map((call) =>
          schemaFor(calledName(call), (call['arguments'] as unknown[] | undefined)?.[0]),
        ),
      ) as Schema;
      return [[String((member['key'] as LooseNode)['name']), schema] as const];
    }),
  );
}

function calledName(call: LooseNode): string {
  const callee = call['callee'];
  if (!isNode(callee)) return '';
  return String((callee['property'] as LooseNode | undefined)?.['name'] ?? callee['name'] ?? '');
}

const propertiesOf = (node: LooseNode): readonly (readonly [string, LooseNode])[] =>
  (node['properties'] as LooseNode[]).flatMap((property) => {
    const [key, value] = [property['key'], property['value']];
    if (property.type !== 'Property' || !isNode(key) || !isNode(value)) return [];
    return [[String(key['name'] ?? key['value']), value] as const];
  });

/** The value of a literal, or of an array or object of literals; computed parts are left out. */
function plainOf(node: LooseNode, depth = 0): unknown {
  if (depth > 8) return undefined;
  if (node.type === 'Literal') return node['value'];
  if (node.type === 'ArrayExpression')
    return (node['elements'] as unknown[]).filter(isNode).map((each) => plainOf(each, depth + 1));
  if (node.type === 'ObjectExpression')
    return Object.fromEntries(propertiesOf(node).map(([key, value]) => [key, plainOf(value, depth + 1)]));
  return literalOf(node);
}
