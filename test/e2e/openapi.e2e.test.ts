import { beforeAll, describe, expect, it } from 'vitest';
import { frameworks } from '../../generators/frameworks/index.js';
import { boot, generate, install, run } from './support/service.js';
import { raw, request } from './support/raw.js';

/** One description for one API: the document of each framework is the same, byte for byte. */
describe('the OpenAPI document', () => {
  const documents = new Map<string, string>();

  beforeAll(async () => {
    for (const { id } of frameworks) {
      const folder = generate(`openapi-${id}`, ['--framework', id]);
      install(folder);
      run('npm', ['run', 'build'], folder);
      const service = await boot(folder, { NODE_ENV: 'test' });
      const line = request('GET /openapi.json', {
        Host: `127.0.0.1:${String(service.port)}`,
        Connection: 'close',
      });
      const { status, body } = await raw({ port: service.port, chunks: [line] });
      await service.stop();
      expect(`${id} ${String(status)}`).toBe(`${id} 200`);
      documents.set(id, body);
    }
  });

  it('names the operations of the service', () => {
    const { openapi, paths } = JSON.parse([...documents.values()][0] ?? '{}') as {
      openapi: string;
      paths: Record<string, Record<string, unknown>>;
    };
    expect(openapi).toBe('3.1.0');
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(['/livez', '/notes', '/notes/{id}']));
    expect(Object.keys(paths['/notes/{id}'] ?? {}).sort()).toEqual(['delete', 'get', 'put']);
  });

  it.each(frameworks.map(({ id }) => id))('of %s is that of the first', (id) => {
    expect(documents.get(id)).toBe([...documents.values()][0]);
  });
});
