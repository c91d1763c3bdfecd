import { loginFor, noGoodRequests } from '../good-requests/good-requests.js';
import type { JsonRoute, Routes } from '../subjects/found-routes.js';

/**
 * For the first three members: objects, lists and other values of another type. Raw texts are JSON that
 * JSON.stringify cannot write.
 */
export function wrongBodies({ sample }: JsonRoute): readonly (readonly [string, string])[] {
  return Object.entries(sample)
    .slice(0, 3)
    .flatMap(([name, value]) => {
      const shapes: readonly (readonly [string, string])[] = [
        // A list where a list is asked for is no wrong shape.
        ...(Array.isArray(value) ? [] : [['an array', '["x"]'] as const]),
        ...(isObject(value) ? [] : [['an operator', '{"$ne":1}'] as const]),
        ['null', 'null'],
        ...(typeof value === 'string' ? stringShapes : numberShapes),
      ];
      return shapes.map(([what, raw]) => [`${name} is ${what}`, bodyWith(sample, name, raw)] as const);
    });
}

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

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

/** Doubled parameters, and others that are no plain text. */
export function wrongQueries({ operations, given = noGoodRequests }: Routes): readonly WrongQuery[] {
  return operations
    .filter(({ method, params, query }) => method === 'GET' && params.length === 0 && query.length > 0)
    .slice(0, 3)
    .flatMap(({ path, query: [first] }) => {
      if (first === undefined) return [];
      const named = given.requests.find(({ ask }) => ask.method === 'GET' && ask.path.split('?')[0] === path);
      const login = named?.ask.login ?? loginFor(given, { path });
      return [`${first.name}=1&${first.name}=2`, `${first.name}[a]=1`, `${first.name}[]=1`].map((query) => ({
        path: `${path}?${query}`,
        ...(login === undefined ? {} : { login }),
      }));
    });
}

interface WrongQuery {
  readonly path: string;
  /** The login of rampart.probes.json for this path, if it cannot be asked without. */
  readonly login?: string;
}
