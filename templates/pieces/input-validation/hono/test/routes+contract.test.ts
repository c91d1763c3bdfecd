import { gunzipSync } from 'node:zlib';
import { OpenAPIHono, type RouteConfig } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { every } from 'hono/combine';
import { compress } from 'hono/compress';
import { etag } from 'hono/etag';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { createRoute, json, rawBody } from '../src/security/contract.js';
import { declaredOnly } from '../src/security/declared-only.js';
import { handleErrors } from '../src/security/problem.js';
import type { ServiceEnv } from '../src/security/hono.js';
import { createLogger } from '../src/security/logger.js';

const output = { write: () => undefined };
const logger = createLogger({ level: 'fatal', mode: 'test', secrets: [], output });
const makeApp = () => {
  const app = new OpenAPIHono<ServiceEnv>();
  app.use(declaredOnly(app)).onError(handleErrors(logger));
  return app;
};
const route = <const P extends string, const M extends object>(path: P, more: M) =>
  createRoute({ method: 'get', path, responses: { 200: json(z.object({ id: z.string() }), 'OK') }, ...more });

const theirs = { Location: '/inner', 'Set-Cookie': 'session=inner', 'Cache-Control': 'public, max-age=99' };

it('lets out what the schema of the answer names, and nothing else', async () => {
  const row = { id: '1', password: 'inner' };
  const app = makeApp();
  app.use('/touched', async (c, next) => {
    c.res.headers.set('X-Own', 'yes');
    await next();
  });
  app
    .openapi(route('/row', {}), (c) => c.json(row, 200))
    .openapi(route('/touched', {}), (c) => c.json(row, 200))
    // @ts-expect-error a status that was not declared
    .openapi(route('/status', {}), (c) => c.json(row, 201))
    // @ts-expect-error an answer past its schema
    .openapi(route('/text', {}), (c) => c.text(row.password))
    .openapi(route('/past', {}), () => Response.json(row) as never)
    .openapi(route('/wrong', {}), (c) => {
      for (const [name, value] of Object.entries(theirs)) c.header(name, value);
      return c.json({ id: 1, password: 'inner' } as never, 200);
    });
  for (const path of ['/row', '/touched']) {
    const answer = await app.request(path);
    expect([answer.status, await answer.text()]).toEqual([200, '{"id":"1"}']);
  }
  for (const path of ['/status', '/text', '/past', '/wrong']) {
    const answer = await app.request(path);
    expect([answer.status, answer.headers.get('location'), answer.headers.get('set-cookie')]).toEqual([
      500,
      null,
      null,
    ]);
    expect(answer.headers.get('cache-control') ?? 'no-store').toBe('no-store');
    expect(await answer.text()).not.toContain('inner');
  }
});

it('lets a middleware change the headers of an answer, and nothing else of it', async () => {
  const replaced: Readonly<Record<string, (res: Response) => Response | Promise<Response>>> = {
    '/copied': (res) => new Response(res.body, res),
    '/reread': async (res) => new Response(await res.text(), res),
    '/replaced': () => Response.json({ id: '1', password: 'inner' }),
    '/added': async (res) => Response.json({ ...((await res.json()) as object), password: 'inner' }),
    '/status': (res) => new Response(res.body, { status: 201 }),
    '/text': () => new Response('inner'),
  };
  const row = { id: '1', password: 'x'.repeat(2000) };
  const ask = async (path: string, middleware: MiddlewareHandler, where: 'before' | 'in the route') => {
    const app = makeApp();
    if (where === 'before') app.use(middleware);
    const own = where === 'before' ? {} : { middleware };
    app.openapi(route('/row', own), (c) => c.json(row, 200));
    const headers = { 'Accept-Encoding': 'gzip', 'If-None-Match': path };
    const answer = await app.request('/row', { headers });
    const isZipped = answer.headers.get('content-encoding') === 'gzip';
    const bytes = Buffer.from(await answer.arrayBuffer());
    return [answer.status, (isZipped ? gunzipSync(bytes) : bytes).toString()];
  };
  for (const where of ['before', 'in the route'] as const) {
    for (const [path, change] of Object.entries(replaced)) {
      const [status, text] = await ask(
        path,
        async (c, next) => {
          await next();
          c.res = await change(c.res);
        },
        where,
      );
      expect([path, status]).toEqual([path, ['/copied', '/reread'].includes(path) ? 200 : 500]);
      expect(text).not.toContain('inner');
    }
    const same = [200, '{"id":"1"}'];
    expect(await ask('/row', compress({ threshold: 1 }), where)).toEqual(same);
    expect(await ask('/row', etag(), where)).toEqual(same);
    expect(await ask('*', etag(), where)).toEqual([304, '']);
    expect(await ask('/row', every(etag(), compress({ threshold: 1 }), header), where)).toEqual(same);
    expect(await ask('/row', every(compress({ threshold: 1 }), etag(), header), where)).toEqual(same);
  }
});

const header: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('X-Own', 'yes');
};

it('answers a part of what is declared, or that it has not changed', async () => {
  const responses = { 200: { description: 'OK', content: { 'text/html': { schema: z.string() } } } };
  const app = makeApp()
    .openapi(route('/same', { responses }), (c) => c.body(null, 304) as never)
    .openapi(route('/part', { responses }), (c) => c.html('<', 206 as never));
  expect((await app.request('/same')).status).toBe(304);
  const part = await app.request('/part');
  expect([part.status, await part.text()]).toEqual([206, '<']);
});

it('stops the body of an answer to HEAD, and keeps its head', async () => {
  const stopped: string[] = [];
  const stream = (path: string) =>
    new ReadableStream<Uint8Array>({
      cancel: () => {
        stopped.push(path);
        throw new Error('a source may fail at that');
      },
    });
  const headers = { 'Content-Type': 'text/event-stream' };
  const responses = { 200: { description: 'OK', content: { 'text/event-stream': { schema: z.string() } } } };
  const app = makeApp();
  app
    .openapi(route('/events', { responses }), (c) => c.body(stream('/events'), 200, headers))
    .openapi(route('/wrong', {}), (c) => c.body(stream('/wrong'), 200, headers) as never);
  const { status, headers: sent } = await app.request('/events', { method: 'HEAD' });
  expect([status, sent.get('content-type'), stopped]).toEqual([200, 'text/event-stream', ['/events']]);
  expect((await app.request('/wrong', { method: 'HEAD' })).status).toBe(500);
  await app.request('/events');
  expect(stopped).toEqual(['/events', '/wrong']);
});

it('hands the handler what its schemas made', async () => {
  const query = z.strictObject({ id: z.string().max(3).toUpperCase() });
  const app = makeApp().openapi(route('/upper', { request: { query } }), (c) =>
    c.json({ id: c.req.valid('query').id }, 200),
  );
  expect(await (await app.request('/upper?id=a')).text()).toBe('{"id":"A"}');
  for (const path of ['/upper?id=a&id=b', '/upper?id=long', '/upper?id=a&more=1', '/upper'])
    expect((await app.request(path)).status).toBe(400);
});

it('takes only the body that a route declares, with its own type and size', async () => {
  const content = { 'application/octet-stream': { schema: rawBody } };
  const raw = createRoute({
    method: 'post',
    path: '/raw',
    request: { body: { content, required: true } },
    'x-body-limit': 200 * 1024,
    responses: { 200: json(z.int(), 'OK') },
  });
  const app = makeApp().openapi(raw, async (c) => c.json((await c.req.bytes()).length, 200));
  const send = async (type: string, body: string) => {
    const answer = await app.request('/raw', { method: 'POST', headers: { 'Content-Type': type }, body });
    return [answer.status, await answer.text()];
  };
  expect(await send('application/octet-stream', 'x'.repeat(150_000))).toEqual([200, '150000']);
  expect((await send('application/json', '{}'))[0]).toBe(415);
});

it('refuses a form that is broken, or has what JSON may not have', async () => {
  const content = {
    'multipart/form-data': { schema: z.strictObject({ a: z.union([z.string(), z.file()]) }) },
    'application/x-www-form-urlencoded': { schema: z.strictObject({ a: z.string() }) },
  };
  const form = createRoute({
    method: 'post',
    path: '/form',
    request: { body: { content, required: true } },
    responses: { 200: json(z.string(), 'OK') },
  });
  const app = makeApp().openapi(form, (c) => {
    const { a } = c.req.valid('form');
    return c.json(typeof a === 'string' ? a : a.name, 200);
  });
  const send = async (type: string, body: string) =>
    (await app.request('/form', { method: 'POST', headers: { 'Content-Type': type }, body })).status;
  const part = '--x\r\nContent-Disposition: form-data; name="a"; filename="a.png"\r\n\r\nabc';
  const multipart = 'multipart/form-data; boundary=x';
  expect(await send(multipart, `${part}\r\n--x--\r\n`)).toBe(200);
  for (const [type, body] of [
    [multipart, part],
    [multipart, ''],
    [multipart, 'abc'],
    ['multipart/form-data', `${part}\r\n--x--\r\n`],
  ] as const)
    expect([type, body, await send(type, body)]).toEqual([type, body, 400]);
  const urlencoded = 'application/x-www-form-urlencoded';
  expect(await send(urlencoded, 'a=b')).toBe(200);
  expect(await send(`${urlencoded}; charset="UTF-8"`, 'a=b')).toBe(200);
  expect(await send(`${urlencoded}; charset=utf-16`, 'a=b')).toBe(415);
  for (const body of ['a=%00', 'a=b&a=c', 'a=b&__proto__=c', ''])
    expect([body, await send(urlencoded, body)]).toEqual([body, 400]);
});

it('lets a body be missing where the route says so', async () => {
  const route = (required: boolean) =>
    createRoute({
      method: 'post',
      path: '/optional',
      request: { body: { ...json(z.strictObject({ a: z.string() }).optional(), 'Anything'), required } },
      responses: { 200: json(z.string(), 'OK') },
    });
  const send = async (required: boolean, init: object) => {
    const app = makeApp().openapi(route(required), (c) => c.json(c.req.valid('json')?.a ?? 'none', 200));
    const answer = await app.request('/optional', { method: 'POST', ...init });
    return answer.status === 200 ? answer.json() : answer.status;
  };
  const headers = { 'Content-Type': 'application/json' };
  expect(await send(false, {})).toBe('none');
  expect(await send(false, { headers, body: '{"a":"b"}' })).toBe('b');
  expect(await send(false, { headers, body: '{"b":"a"}' })).toBe(400);
});

it('answers another method with those that a path has', async () => {
  const app = makeApp().openapi(route('/row', {}), (c) => c.json({ id: '1' }, 200));
  for (const [method, expected] of [
    ['POST', 405],
    ['OPTIONS', 204],
  ] as const) {
    const { status, headers } = await app.request('/row', { method });
    expect([status, headers.get('allow')]).toEqual([expected, 'GET, HEAD, OPTIONS']);
  }
});

it.each([
  ['parameters without a schema', { path: '/rows/{id}' }],
  ['the syntax of the router', { path: '/rows/:id' }],
  [
    'a body that may be missing, and a schema that needs it',
    { request: { body: { ...json(z.strictObject({}), ''), required: false } } },
  ],
  [
    'a schema of a type that is not parsed',
    { request: { body: { content: { 'text/plain': { schema: z.string() } } } } },
  ],
  ['an open schema of an input', { request: { query: z.object({}) } }],
  ['an input that the document cannot show', { request: { query: z.strictObject({ a: z.custom() }) } }],
  ['an answer that the document cannot show', { responses: { 200: json(z.custom(), '') } }],
])('declares no route with %s', (_, more) => {
  const given = { method: 'get', path: '/row', responses: {}, ...more };
  expect(() => createRoute(given as RouteConfig)).toThrow(TypeError);
});

it('declares a schema that says how the document shows it', () => {
  const file = z.instanceof(File).meta({ override: { type: 'string', format: 'binary' } });
  const schema = z.strictObject({ a: z.file(), b: file.refine(({ size }) => size > 0) });
  const content = { 'multipart/form-data': { schema }, 'text/plain': { schema: rawBody } };
  expect(() => route('/row', { method: 'post', request: { body: { content } } })).not.toThrow();
});
