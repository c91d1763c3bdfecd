import { fail, inconclusive, onServer, pass } from '../probe.js';
import { evasionOf } from '../subjects/answered.js';
import type { JsonRoute } from '../subjects/found-routes.js';
import type { Operation } from '../subjects/operation.js';
import { conclude, evasionsIn } from '../probing/conclude.js';
import { jsonFootingOf, stillStands, well, type After } from '../probing/footing.js';

interface Transcript {
  readonly unsure: string;
  readonly seen: readonly { readonly what: string; readonly status: number }[];
  readonly after: After;
}

export const refusesWrongShapes = onServer<Transcript>({
  id: 'refuses-wrong-shapes',
  question: 'Are arrays and objects for scalars, doubled parameters, NUL and lone surrogates refused?',
  how:
    'Sends arrays, objects, NUL, lone surrogates and other types for scalars, and doubled parameters. ' +
    'One that is taken, or answered 5xx, fails.',
  safety: 'active',
  exercise: async (server) => {
    const client = server.client();
    const footing = await jsonFootingOf(server, client);
    if (!('json' in footing)) return { unsure: footing.unsure, seen: [], after: well };
    const { json, ok } = footing;
    const { operations } = await server.routes();
    const seen = [];
    for (const [what, body] of bodiesFor(json)) {
      const headers = { 'content-type': 'application/json' };
      const { status } = await client.request({ method: json.method, path: json.path, headers, body });
      seen.push({ what, status });
    }
    for (const path of queriesFor(operations)) {
      const { status } = await client.request({ path });
      seen.push({ what: `GET ${path}`, status });
    }
    return { unsure: '', seen, after: await stillStands(server, client, ok) };
  },
  read: ({ unsure, seen, after }) => {
    if (unsure !== '') return [inconclusive(unsure)];
    if (seen.length === 0) return [inconclusive('the JSON that it takes has no member to spoil')];
    return conclude({
      faults: seen
        .filter(({ status }) => evasionOf(status) === undefined && (status < 400 || status >= 500))
        .map(({ what, status }) =>
          fail(
            status >= 500 ? 'a wrong shape makes it fail' : 'a wrong shape is taken',
            `${what} -> ${status}`,
          ),
        )
        .slice(0, 8),
      unclear: evasionsIn(seen),
      after,
      passed: pass(`${seen.length} wrong shapes are refused: ${seen.map(({ what }) => what).join(', ')}`),
    });
  },
});

/**
 * For the first three members: objects, lists and other values that are no scalars. Raw texts are JSON that
 * JSON.stringify cannot write.
 */
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
