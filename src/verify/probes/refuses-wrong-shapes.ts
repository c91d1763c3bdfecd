import { fail, inconclusive, onServer, pass, verdictOf } from '../probe.js';
import type { JsonRoute, Operation } from '../subjects/routes.js';

interface Transcript {
  readonly positive: number;
  readonly seen: readonly { readonly what: string; readonly status: number }[];
}

export const refusesWrongShapes = onServer<Transcript>({
  id: 'refuses-wrong-shapes',
  question: 'Are arrays and objects for scalars, doubled parameters, NUL and lone surrogates refused?',
  safety: 'active',
  exercise: async (server) => {
    const { json, operations } = await server.routes();
    if (json === undefined) return { positive: 0, seen: [] };
    const seen = [];
    for (const [what, body] of bodiesFor(json)) {
      const { status } = await server.request({
        method: json.method,
        path: json.path,
        headers: { 'content-type': 'application/json' },
        body,
      });
      seen.push({ what, status });
    }
    for (const path of queriesFor(operations)) {
      const { status } = await server.request({ path });
      seen.push({ what: `GET ${path}`, status });
    }
    return { positive: json.status, seen };
  },
  read: ({ positive, seen }) => {
    if (positive === 0)
      return [inconclusive('no route takes JSON, or none was found: name one with --route "POST /path"')];
    return verdictOf(
      seen
        .filter(({ status }) => status < 400 || status >= 500)
        .map(({ what, status }) =>
          fail(
            status >= 500 ? 'a wrong shape makes it fail' : 'a wrong shape is taken',
            `${what} -> ${status}`,
          ),
        )
        .slice(0, 8),
      pass(`${seen.length} wrong shapes are refused`),
    );
  },
});

/** For the first three members: what no scalar is. The raw texts are JSON that JSON.stringify would not write. */
function bodiesFor({ sample }: JsonRoute): readonly (readonly [string, string])[] {
  return Object.entries(sample)
    .slice(0, 3)
    .flatMap(([name, value]) => {
      const shapes: readonly (readonly [string, string])[] = [
        ['an array', '["x"]'],
        ['an operator', '{"$ne":1}'],
        ['null', 'null'],
        ...(typeof value === 'string' ? stringShapes : numberShapes),
      ];
      return shapes.map(([what, raw]) => [`${name} is ${what}`, bodyWith(sample, name, raw)] as const);
    });
}
const stringShapes: readonly (readonly [string, string])[] = [
  ['a number', '7'],
  ['true', 'true'],
  ['text with NUL', '"a\\u0000b"'],
  ['half a surrogate pair', '"a\\ud800b"'],
];
const numberShapes: readonly (readonly [string, string])[] = [
  ['1e309', '1e309'],
  ['2^53 + 1', '9007199254740993'],
  ['text', '"7"'],
];

const bodyWith = (sample: JsonRoute['sample'], name: string, raw: string): string =>
  `{${Object.entries(sample)
    .map(([key, value]) => `${JSON.stringify(key)}:${key === name ? raw : JSON.stringify(value)}`)
    .join(',')}}`;

function queriesFor(operations: readonly Operation[]): readonly string[] {
  return operations
    .filter(({ method, params, query }) => method === 'GET' && params.length === 0 && query.length > 0)
    .slice(0, 3)
    .flatMap(({ path, query: [first] }) =>
      first === undefined
        ? []
        : [
            `${path}?${first.name}=1&${first.name}=2`,
            `${path}?${first.name}[a]=1`,
            `${path}?${first.name}[]=1`,
          ],
    );
}
