/** A JSON value that is broken in one place, and the place. */
export interface Mutation {
  readonly what: string;
  readonly value: unknown;
}

/** One value of each JSON type, and a number that no file, mode or process has. */
const kinds: readonly unknown[] = [null, true, -7.5, 'zzz', [], {}, [null], { zzz: null }];

/**
 * All ways to drop one key or item, to put a value of another type in one place, or to add a property that
 * every object inherits.
 */
export function mutations(good: unknown): readonly Mutation[] {
  return placesIn(good).flatMap(({ path, value }) => {
    const where = path.length === 0 ? 'the whole' : path.join('.');
    const others = kinds.filter((kind) => JSON.stringify(kind) !== JSON.stringify(value));
    const odd = isTable(value)
      ? [{ what: `${where} with __proto__`, value: put(good, path, withProto(value)) }]
      : [];
    const dropped = path.length === 0 ? [] : [{ what: `${where} dropped`, value: drop(good, path) }];
    return [
      ...others.map((kind) => ({
        what: `${where} = ${JSON.stringify(kind)}`,
        value: put(good, path, kind),
      })),
      ...dropped,
      ...odd,
    ];
  });
}

type Path = readonly (string | number)[];

function placesIn(value: unknown, path: Path = []): readonly { path: Path; value: unknown }[] {
  const inside = Array.isArray(value)
    ? value.flatMap((each, index) => placesIn(each, [...path, index]))
    : isTable(value)
      ? Object.entries(value).flatMap(([key, each]) => placesIn(each, [...path, key]))
      : [];
  return [{ path, value }, ...inside];
}

const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const withProto = (value: object): unknown =>
  JSON.parse(`{"__proto__":null,${JSON.stringify(value).slice(1)}`.replace(',}', '}'));

function put(value: unknown, [key, ...rest]: Path, instead: unknown): unknown {
  if (key === undefined) return instead;
  if (Array.isArray(value))
    return value.map((each: unknown, index) => (index === key ? put(each, rest, instead) : each));
  const table = value as Readonly<Record<string, unknown>>;
  return { ...table, [key]: put(table[key], rest, instead) };
}

function drop(value: unknown, [key, ...rest]: Path): unknown {
  if (Array.isArray(value))
    return rest.length === 0
      ? value.filter((_, index) => index !== key)
      : value.map((each: unknown, index) => (index === key ? drop(each, rest) : each));
  const table = value as Readonly<Record<string, unknown>>;
  if (rest.length > 0) return { ...table, [String(key)]: drop(table[String(key)], rest) };
  return Object.fromEntries(Object.entries(table).filter(([name]) => name !== key));
}
