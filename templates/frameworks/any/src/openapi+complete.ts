/** What holds for every operation, and no schema of a route says: headers, and bounds of formats. */
export function complete(document: object): object {
  const { paths, servers = [], components, ...rest } = bounded(document) as Described;
  const operations = Object.values(paths).flatMap((path) => Object.values(path));
  for (const { responses } of operations) {
    for (const [status, response] of Object.entries(responses)) {
      const waits = status === '429' || status === '503' ? ['Retry-After'] : [];
      const made = status === '201' ? ['Location'] : [];
      const names = [...everyAnswer, ...waits, ...made];
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
  readonly components?: object;
}
interface DescribedOperation {
  readonly tags?: readonly string[];
  readonly responses: Readonly<Record<string, { headers?: object }>>;
}

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
  Location: { description: 'The path of what was made', required: true, schema: text(2048) },
};
const everyAnswer = ['X-Request-Id', 'RateLimit', 'RateLimit-Policy', 'Access-Control-Allow-Origin'];
const reference = (name: string) => ({ $ref: `#/components/headers/${name}` });

/** The most characters of a format, and the size of whole numbers: not all readers know them. */
const lengths: Readonly<Record<string, number>> = { uuid: 36, 'date-time': 64 };

function bounded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bounded);
  if (typeof value !== 'object' || value === null) return value;
  const own = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, bounded(inner)]));
  const { type, format, maxLength } = own;
  if (type === 'integer' && format === undefined) return { ...own, format: 'int64' };
  const longest = type === 'string' && typeof format === 'string' ? lengths[format] : undefined;
  return longest === undefined || maxLength !== undefined ? own : { ...own, maxLength: longest };
}
