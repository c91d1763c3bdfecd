import type { Operation, Parameter } from './operation.js';
import { formOf } from './form-of.js';
import { sampleOf, type Schema } from './samples.js';

const methods = ['get', 'post', 'put', 'patch', 'delete'];

interface Described {
  readonly parameters?: readonly { name?: string; in?: string; required?: boolean; schema?: Schema }[];
  readonly requestBody?: Contents;
  readonly responses?: Readonly<Record<string, Contents | null>>;
}

interface Contents {
  readonly content?: Readonly<Record<string, { schema?: Schema }>>;
}

/** All operations of a document; none if it is not OpenAPI 3. */
export function operationsOf(document: unknown): readonly Operation[] {
  const { paths } = (document ?? {}) as {
    paths?: Readonly<Record<string, Readonly<Record<string, Described>> | null>>;
  };
  if (typeof paths !== 'object' || paths === null) return [];
  return Object.entries(paths).flatMap(([template, item]) =>
    methods.flatMap((method) => {
      const described = item?.[method];
      return described ? [operationOf(template, method, described, item?.['parameters'], document)] : [];
    }),
  );
}

function operationOf(
  template: string,
  method: string,
  described: Described,
  shared: unknown,
  root: unknown,
): Operation {
  const all = [
    ...(Array.isArray(shared) ? (shared as NonNullable<Described['parameters']>) : []),
    ...(described.parameters ?? []),
  ];
  const inside = (place: string): readonly Parameter[] =>
    all
      .filter((one) => one.in === place)
      .map(({ name = '', required, schema = {} }) => ({
        name,
        required: required === true ? 'yes' : 'no',
        schema,
      }));
  const params = inside('path');
  const path = params.reduce(
    (text, { name, schema }) => text.replace(`{${name}}`, encodeURIComponent(String(sampleOf(schema, root)))),
    template,
  );
  const content = described.requestBody?.content ?? {};
  const json = content['application/json'];
  const schema = json && (json.schema ?? {}); // without one, any JSON is taken
  const [other] = Object.entries(content).filter(
    ([type]) => type !== 'application/json' && !type.includes('*'),
  );
  const done = Object.entries(described.responses ?? {}).find(([status]) => /^2/.test(status));
  const answer = done?.[1]?.content?.['application/json']?.schema;
  return {
    method: method.toUpperCase(),
    template,
    path,
    params,
    query: inside('query'),
    headers: Object.fromEntries(
      inside('header')
        .filter(({ required }) => required === 'yes')
        .map((one) => [one.name.toLowerCase(), String(sampleOf(one.schema, root))]),
    ),
    ...(schema ? { body: { schema, sample: sampleOf(schema, root) } } : {}),
    ...(!schema && other !== undefined ? { otherBody: formOf(other[0], other[1].schema ?? {}, root) } : {}),
    documented: Object.keys(described.responses ?? {})
      .map(Number)
      .filter(Number.isInteger),
    ...(answer === undefined ? {} : { answer }),
  };
}
