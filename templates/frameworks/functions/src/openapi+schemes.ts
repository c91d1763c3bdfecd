/** How a caller shows who it is. A route names the schemes that it takes in `security`. */
export const securitySchemes = {
  operations: { type: 'http', scheme: 'bearer' },
} as const;

/** Refuses a scheme that is not above: the document would name what it does not have. */
export function assertSchemes(route: string, security: readonly object[] = []): void {
  const missing = security.flatMap(Object.keys).find((name) => !Object.hasOwn(securitySchemes, name));
  if (missing === undefined) return;
  throw new TypeError(`${route}: add the security scheme "${missing}" to securitySchemes of src/openapi.ts`);
}
