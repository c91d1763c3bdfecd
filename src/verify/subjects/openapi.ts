import type { Server } from './server.js';

/** Where services serve their OpenAPI document. */
const documents = [
  '/openapi.json',
  '/api/openapi.json',
  '/api-docs.json',
  '/swagger.json',
  '/docs/json',
  '/api-json',
];

/** The first OpenAPI document that a server serves as JSON, or undefined. */
export async function openApiOf(server: Server): Promise<unknown> {
  const client = server.client();
  for (const path of documents) {
    const { status, body } = await server.page(path, client);
    if (status !== 200) continue;
    try {
      return JSON.parse(body) as unknown;
    } catch {
      continue;
    }
  }
  return undefined;
}
