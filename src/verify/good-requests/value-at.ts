/** The value at a JSON pointer (RFC 6901) in a text; undefined if there is none, or the text is no JSON. */
export function valueAt(text: string, pointer: string): unknown {
  try {
    let value = JSON.parse(text) as unknown;
    for (const part of pointer.slice(1).split('/')) {
      const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
      value = (value as Readonly<Record<string, unknown>>)[key];
    }
    return value;
  } catch {
    return undefined;
  }
}
