import { boot } from './service.js';
import { raw, request } from './raw.js';

/** The OpenAPI document of a service that is built: it serves it outside production only. */
export async function documentOf(
  folder: string,
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const service = await boot(folder, { ...env, NODE_ENV: 'test' });
  const line = request('GET /openapi.json', {
    Host: `127.0.0.1:${String(service.port)}`,
    Connection: 'close',
  });
  const { status, body } = await raw({ port: service.port, chunks: [line] });
  await service.stop();
  if (status !== 200)
    throw new Error(`GET /openapi.json of ${folder}: ${String(status)}\n${service.output()}`);
  return body;
}
