export function isStrictPolicy(text: string): boolean {
  const directives = new Map(
    text
      .split(';')
      .map((part) => part.trim().toLowerCase().split(/\s+/))
      .map(([name = '', ...values]) => [name, values] as const),
  );
  const is = (name: string, ...allowed: readonly string[]): boolean => {
    const values = directives.get(name);
    return values !== undefined && values.length > 0 && values.every((value) => allowed.includes(value));
  };
  const scripts = directives.get('script-src') ?? directives.get('default-src') ?? ['*'];
  return (
    directives.has('default-src') &&
    !scripts.some((value) => /unsafe-(?:inline|eval)|^\*$|^https?:$|^data:$/.test(value)) &&
    is('frame-ancestors', "'none'", "'self'") &&
    is('base-uri', "'none'") &&
    (is('object-src', "'none'") || (!directives.has('object-src') && is('default-src', "'none'")))
  );
}
