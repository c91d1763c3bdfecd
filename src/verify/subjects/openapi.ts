import type { Server } from './server.js';

/** Usual paths of OpenAPI documents. */
const documents = [
  '/openapi.json',
  '/api/openapi.json',
  '/api-docs.json',
  '/swagger.json',
  '/docs/json',
  '/api-json',
];

/** The first OpenAPI document that a server serves as JSON; undefined if there is none. */
export async function openApiOf(server: Server): Promise<unknown> {
  const client = server.client();
  for (const path of documents) {
    const { status, body } = await server.page(path, client, 'whole');
    if (status !== 200) continue;
    try {
      const document = JSON.parse(body) as unknown;
      if (isOpenApi(document)) return document;
    } catch {
      continue;
    }
  }
  return undefined;
}

/** Whether it is OpenAPI 3 with paths. Other JSON there describes nothing. */
export function isOpenApi(document: unknown): boolean {
  const { openapi, paths } = (document ?? {}) as { openapi?: unknown; paths?: unknown };
  return (
    typeof openapi === 'string' &&
    /^3\.\d/.test(openapi) &&
    typeof paths === 'object' &&
    paths !== null &&
    !Array.isArray(paths)
  );
}
