/** What holds for every operation, and no schema of a route says: headers, bounds of formats, what no parser takes. */
export function complete(document: object): object {
  const { paths, servers = [], components, ...rest } = bounded(document) as Described;
  const operations = Object.values(paths).flatMap((path) => Object.values(path));
  for (const { requestBody, responses } of operations) {
    const contents = [requestBody, ...Object.values(responses)].map((part) => part?.content ?? {});
    for (const [type, media] of contents.flatMap((content) => Object.entries(content)))
      if (isOfBytes(type, media)) {
        delete media.schema;
        if (requestBody?.content?.[type] === media) requestBody.required = false; // there may be none
      }
    refuseNul(requestBody?.content?.['application/json'], components?.schemas ?? {});
    for (const [status, response] of Object.entries(responses)) {
      const waits = status === '429' || status === '503' ? ['Retry-After'] : [];
      const leads = /^(?:201|30[12378])$/.test(status) ? ['Location'] : [];
      const names = [...everyAnswer, ...waits, ...leads];
      response.headers = {
        ...response.headers,
        ...Object.fromEntries(names.map((name) => [name, reference(name)])),
      };
    }
  }
  return {
    ...rest,
    servers: servers.map((server) => ({ ...server, 'x-internal': false })),
    tags: [...new Set(operations.flatMap(({ tags = [] }) => tags))].sort().map((name) => ({ name })),
    paths,
    components: { ...components, headers },
  };
}

interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly servers?: readonly object[];
  readonly components?: { readonly schemas?: Schemas };
}
interface DescribedOperation {
  readonly tags?: readonly string[];
  readonly requestBody?: DescribedContent & { required?: boolean };
  readonly responses: Readonly<Record<string, { headers?: object } & DescribedContent>>;
}
interface DescribedContent {
  readonly content?: Readonly<Record<string, Media>>;
}
interface Media {
  schema?: Readonly<Record<string, unknown>>;
}
type Schemas = Readonly<Record<string, unknown>>;

const text = (maxLength: number) => ({ type: 'string', maxLength });
const headers = {
  'X-Request-Id': {
    description: 'Names the request in the log',
    schema: { type: 'string', format: 'uuid', maxLength: 36 },
  },
  RateLimit: { description: 'What is left of each limit; not on health checks', schema: text(200) },
  'RateLimit-Policy': { description: 'The limits; not on health checks', schema: text(200) },
  'Access-Control-Allow-Origin': {
    description: 'The origin of the page, if it is listed',
    schema: text(200),
  },
  'Retry-After': {
    description: 'Seconds to wait',
    schema: { type: 'integer', format: 'int32', minimum: 0, maximum: 86_400 },
  },
  Location: { description: 'The path of what was made, or is elsewhere', schema: text(2048) },
};
const everyAnswer = ['X-Request-Id', 'RateLimit', 'RateLimit-Policy', 'Access-Control-Allow-Origin'];
const reference = (name: string) => ({ $ref: `#/components/headers/${name}` });

/** Bytes as they came are no text, and those of a JSON text are any JSON: OpenAPI 3.1 gives neither a schema. */
const isOfBytes = (type: string, { schema }: Media): boolean =>
  schema?.format === 'binary' ||
  (schema?.type === 'string' && !/^text\/|json$/.test(type)) ||
  (schema !== undefined && Object.keys(schema).length === 0 && !/json$/.test(type));

/** The parser of JSON takes no NUL: a text that says nothing else of its characters says this. */
function refuseNul(value: unknown, schemas: Schemas, seen = new Set<unknown>()): void {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  const own = value as Record<string, unknown>;
  if (own.type === 'string' && !['pattern', 'format', 'enum', 'const'].some((key) => key in own))
    own.pattern = '^[^\\u0000]*$';
  if (typeof own.$ref === 'string') refuseNul(schemas[own.$ref.split('/').at(-1) ?? ''], schemas, seen);
  for (const inner of Object.values(own)) refuseNul(inner, schemas, seen);
}

/** The characters of a format, and the size of whole numbers: not all readers know them. */
const lengths: Readonly<Record<string, number>> = { uuid: 36, date: 10 };

function bounded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bounded);
  if (typeof value !== 'object' || value === null) return value;
  const own = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, bounded(inner)]));
  const { type, format, maxLength } = own;
  if (type === 'integer' && format === undefined) return { ...own, format: 'int64' };
  const longest = type === 'string' && typeof format === 'string' ? lengths[format] : undefined;
  return longest === undefined || maxLength !== undefined ? own : { ...own, maxLength: longest };
}
