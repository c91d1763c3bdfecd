/** The value in a text of JSON, with a byte order mark or without; or why it is none. */
export function parsedJson(text: string): { readonly value: unknown } | { readonly error: Error } {
  try {
    return { value: JSON.parse(text.replace(/^\uFEFF/, '')) as unknown };
  } catch (error) {
    return { error: error as Error };
  }
}

/** The table that a text of JSON holds; undefined for anything else. */
export function jsonTable(text: string): Readonly<Record<string, unknown>> | undefined {
  const json = parsedJson(text);
  return 'value' in json && isTable(json.value) ? json.value : undefined;
}

/** An object of JSON that is no list. */
export const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
