/**
 * Look-ups by a name that a stranger chose. `record['constructor']`, `'toString' in record` and
 * `record['__proto__'] = x` find or change what all objects inherit; these functions do not.
 */
export const ownOf = <T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;

/** The value if it is an object; an empty object otherwise. */
export const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};

/** An empty table without inherited names. */
export const bareTable = <T>(): Record<string, T> => Object.create(null) as Record<string, T>;

/** The entries of a value that are texts, in a table without inherited names. */
export function textsOf(value: unknown): Readonly<Record<string, string>> {
  const texts = bareTable<string>();
  for (const [name, text] of Object.entries(recordOf(value)))
    if (typeof text === 'string') texts[name] = text;
  return texts;
}
