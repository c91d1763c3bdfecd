import { Hono } from 'hono';
import { basicAuth } from 'hono/basic-auth';
import { bearerAuth } from 'hono/bearer-auth';
import { HTTPException } from 'hono/http-exception';
import { timeout } from 'hono/timeout';
import { expect, it } from 'vitest';
import { handleErrors, notFound, onlyErrors } from '../src/security/problem.js';
import type { ServiceEnv } from '../src/security/hono.js';
import { createLogger } from '../src/security/logger.js';

it.each([
  ['an error', 500, new Error('inner words')],
  ['something else that is thrown', 500, 'inner words'],
  ['an HTTPException', 403, new HTTPException(403, { message: 'inner words' })],
  ['an HTTPException', 422, new HTTPException(422, { message: 'inner words' })],
  ['an HTTPException', 400, new HTTPException(418, { message: 'inner words' })],
  ['an HTTPException', 503, new HTTPException(503, { message: 'inner words' })],
  ['an HTTPException', 504, new HTTPException(504, { message: 'inner words' })],
])('answers %s with %i and nothing about the inside', async (_, status, thrown) => {
  let log = '';
  const output = { write: (line: string) => void (log += line) };
  const logger = createLogger({ level: 'info', mode: 'test', secrets: [], output });
  const app = new Hono<ServiceEnv>().use(onlyErrors).notFound(notFound).onError(handleErrors(logger));
  app.get('/', () => {
    throw thrown;
  });
  const answer = await app.request('/');
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toMatch('application/problem+json');
  expect(await answer.text()).not.toContain('inner words');
  expect(log.includes('inner words')).toBe(status >= 500);
});

it('keeps what belongs to a refusal of Hono itself', async () => {
  const output = { write: () => undefined };
  const logger = createLogger({ level: 'fatal', mode: 'test', secrets: [], output });
  const app = new Hono<ServiceEnv>().onError(handleErrors(logger));
  app.use('/basic', basicAuth({ verifyUser: () => false }));
  app.use('/bearer', bearerAuth({ verifyToken: () => false }));
  app.use('/slow', timeout(1)).get('/slow', () => new Promise<never>(() => undefined));
  const ask = async (path: string, headers: Readonly<Record<string, string>> = {}) => {
    const answer = await app.request(path, { headers });
    expect(answer.headers.get('content-type')).toMatch('application/problem+json');
    return [answer.status, answer.headers.get('www-authenticate')];
  };
  expect(await ask('/basic')).toEqual([401, 'Basic realm="Secure Area"']);
  expect(await ask('/bearer')).toEqual([401, 'Bearer realm=""']);
  expect(await ask('/bearer', { Authorization: 'Bearer wrong' })).toEqual([
    401,
    'Bearer error="invalid_token"',
  ]);
  expect(await ask('/slow')).toEqual([504, null]);
});
