/**
 * Look-ups by a name that a stranger chose. `record['constructor']`, `'toString' in record` and
 * `record['__proto__'] = x` find or change what every object has; these do not.
 */
export const ownOf = <T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;

/** A value that should be an object, as one; anything else has no entries. */
export const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};

/** An empty table that knows no name until one is written into it. */
export const bareTable = <T>(): Record<string, T> => Object.create(null) as Record<string, T>;

/** A value that should map names to texts: those entries that do, in a table without any other name. */
export function textsOf(value: unknown): Readonly<Record<string, string>> {
  const texts = bareTable<string>();
  for (const [name, text] of Object.entries(recordOf(value)))
    if (typeof text === 'string') texts[name] = text;
  return texts;
}
