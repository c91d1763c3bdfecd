import type { ServerResponse } from 'node:http';
import { VersioningType, type INestApplication } from '@nestjs/common';
import { expect, it } from 'vitest';
import { unprefixed } from '../src/security/security.module.js';
import { boot, startService, testContext } from './service.js';

const prepared = (prepare: (app: INestApplication) => void) =>
  startService({ NODE_ENV: 'test', SECURITY_CONTACT: 'mailto:security@acme.org' }, (ctx) =>
    boot(ctx, prepare),
  );

it.each([
  ['a prefix', 'api', undefined, '/api'],
  ['a prefix and versions in paths', '/api/', { type: VersioningType.URI, defaultVersion: '1' }, '/api/v1'],
  ['versions in paths', '', { type: VersioningType.URI, defaultVersion: '1' }, '/v1'],
] as const)('with %s, answers unknown paths and methods as before', async (_, prefix, versions, base) => {
  const { send } = await prepared((app) => {
    if (prefix !== '') app.setGlobalPrefix(prefix, { exclude: unprefixed });
    if (versions !== undefined) app.enableVersioning(versions);
  });
  for (const path of unprefixed)
    expect((await send(`GET /${path}`)).status).toBe(path === 'health/details' ? 401 : 200);
  expect((await send(`GET ${base}/notes`)).status).toBe(200);
  expect((await send(`PATCH ${base}/notes`)).status).toBe(405);
  expect((await send('DELETE /livez')).status).toBe(405);
  for (const line of ['GET /notes', 'POST /nothing', `GET ${base}/nothing`, 'GET /livez/nothing']) {
    const { status, headers } = await send(line);
    expect([status, headers['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8']);
    expect(headers).toMatchObject({
      'strict-transport-security': expect.any(String) as string,
      vary: 'Origin',
    });
  }
});

it('keeps Origin in the Vary of others', async () => {
  const { send } = await prepared((app) => {
    app.use((_req: unknown, res: ServerResponse, next: () => void) => {
      res.setHeader('Vary', 'Accept');
      next();
    });
  });
  expect((await send('GET /notes')).headers.vary).toBe('Accept, Origin');
});

it('answers a version that a path does not have as an unknown path', async () => {
  const { send } = await prepared((app) => {
    app.enableVersioning({ type: VersioningType.HEADER, header: 'X-Version', defaultVersion: '1' });
  });
  for (const [version, status] of [
    ['1', 200],
    ['2', 404],
  ] as const)
    expect((await send('GET /notes', { headers: { 'X-Version': version } })).status).toBe(status);
  expect((await send('GET /livez')).status).toBe(200);
});

it('does not start with a prefix for the paths that others look for', async () => {
  const { ctx } = testContext();
  await expect(boot(ctx, (app) => app.setGlobalPrefix('api'))).rejects.toThrow('livez');
});
