import { describe, expect, it } from 'vitest';
import { wrongBodies } from '../../src/verify/probing/wrong-shapes.js';
import type { Ask } from '../../src/verify/subjects/http.js';
import type { Hints } from '../../src/verify/subjects/hints.js';
import { findRoutes } from '../../src/verify/subjects/routes.js';
import type { Server } from '../../src/verify/subjects/server.js';

/** A service whose every route is about one user, who is there once he was written. */
function service(mode: 'own-boot' | 'active', ids = /^\w+$/) {
  const users = new Set<string>();
  const asked: string[] = [];
  const answer = ({ method = 'GET', path }: Ask) => {
    asked.push(`${method} ${path}`);
    const [, id = ''] = /^\/api\/users\/([^/?]+)$/.exec(path) ?? [];
    if (id !== '' && ids.test(id) && method === 'PUT') users.add(id);
    return { status: users.has(id) ? 200 : 404, headers: {}, body: '', ms: 1 };
  };
  const client = { request: async (ask: Ask) => answer(ask) };
  const server = {
    ...{ mode, client: () => client, page: async (path: string) => answer({ path }) },
  } as unknown as Server;
  return { server, asked };
}

const hints: Hints = {
  asked: [],
  read: ['GET', 'PUT'].map((method) => ({ method, path: '/api/users/:id' })),
  openapi: async () => undefined,
};

describe('a service of two routes about one thing', () => {
  it('has a thing made, and then read', async () => {
    const { ok, json } = await findRoutes(service('own-boot').server, hints);
    expect(json).toMatchObject({ method: 'PUT', path: '/api/users/1' });
    expect(ok).toBe('/api/users/1');
  });

  it('has it by the kind of id that it takes', async () => {
    const { ok } = await findRoutes(service('own-boot', /-/).server, hints);
    expect(ok).toMatch(/^\/api\/users\/[0-9a-f-]{36}$/);
  });

  it('is left alone where it is somebody’s own: a thing could be written over', async () => {
    const { server, asked } = service('active');
    expect(await findRoutes(server, hints)).toMatchObject({ ok: undefined, json: undefined });
    expect(asked.filter((line) => line.startsWith('PUT'))).toEqual([]);
  });
});

describe('a service that takes a list in one place, and texts in another', () => {
  const taking = (properties: object) => ({
    post: { requestBody: { content: { 'application/json': { schema: { type: 'object', properties } } } } },
  });
  const document = {
    openapi: '3.1.0',
    paths: {
      '/imports': taking({ lines: { type: 'array', items: { type: 'string' } } }),
      '/notes': taking({ title: { type: 'string' } }),
    },
  };

  it('is asked about texts, whatever its document names first', async () => {
    const server = {
      mode: 'own-boot',
      client: () => ({ request: async () => ({ status: 200, headers: {}, body: '', ms: 1 }) }),
      page: async () => ({ status: 200, headers: {}, body: '', ms: 1 }),
    } as unknown as Server;
    const { json } = await findRoutes(server, { asked: [], read: [], openapi: async () => document });
    expect(json?.path).toBe('/notes');
  });

  it('may take a list for a list', () => {
    const shapes = wrongBodies({ method: 'POST', path: '/imports', sample: { lines: ['a'] } });
    expect(shapes.map(([what]) => what)).not.toContain('lines is an array');
    expect(shapes.map(([what]) => what)).toContain('lines is an operator');
  });
});
