import { once } from 'node:events';
import { type IncomingMessage, type Server, request } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { createAdaptorServer } from '@hono/node-server';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { createRoute, json, rawBody } from '../src/security/contract.js';
import { declaredOnly } from '../src/security/declared-only.js';
import type { ServiceContext, ServiceEnv } from '../src/security/hono.js';
import { createLogger } from '../src/security/logger.js';
import { handleErrors } from '../src/security/problem.js';
import { requestLog } from '../src/security/request-log.js';

const output = { write: () => undefined };
const logger = createLogger({ level: 'fatal', mode: 'test', secrets: [], output });
const content = {
  json: { 'application/json': { schema: z.strictObject({ a: z.string() }) } },
  form: { 'application/x-www-form-urlencoded': { schema: z.strictObject({ a: z.string() }) } },
  raw: { 'application/octet-stream': { schema: rawBody } },
};

/** A service whose middleware reads the body, for all routes or for each. */
async function startReading(read: MiddlewareHandler<ServiceEnv>, where: 'everywhere' | 'in the route') {
  const app = new OpenAPIHono<ServiceEnv>();
  app.use(declaredOnly(app)).onError(handleErrors(logger));
  if (where === 'everywhere') app.use(read);
  const middleware = where === 'everywhere' ? [] : [read];
  const answers = { responses: { 200: json(z.string(), 'OK') } };
  for (const [name, each] of Object.entries(content)) {
    const body = { content: each, required: true };
    const route = createRoute({
      method: 'post',
      path: `/${name}`,
      middleware,
      request: { body },
      ...answers,
    });
    app.openapi(route, async (c) => c.json(Buffer.from(await c.req.bytes()).toString(), 200));
  }
  const none = createRoute({ method: 'post', path: '/none', middleware, ...answers });
  app.openapi(none, (c) => c.json('none', 200));
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close().closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return async (path: string, type: string, text: string, form: 'chunks' | 'a length') => {
    const headers = { 'Content-Type': type, ...(form === 'a length' && { 'Content-Length': text.length }) };
    const call = request({ port, path, method: 'POST', agent: false, headers });
    call.on('error', () => undefined); // an answer may come before its upload has ended
    for (let at = 0; at < text.length; at += 65_536) call.write(text.slice(at, at + 65_536));
    call.end();
    const [response] = (await once(call, 'response')) as [IncomingMessage];
    let body = '';
    for await (const chunk of response.setEncoding('utf8') as AsyncIterable<string>) body += chunk;
    return [response.statusCode, response.statusCode === 200 ? (JSON.parse(body) as unknown) : undefined];
  };
}

const reading = (read: (c: ServiceContext) => Promise<unknown>): MiddlewareHandler<ServiceEnv> => {
  return async (c, next) => {
    await read(c);
    await next();
  };
};

const readers: Readonly<Record<string, MiddlewareHandler<ServiceEnv>>> = {
  'text()': reading((c) => c.req.text()),
  'arrayBuffer()': reading((c) => c.req.arrayBuffer()),
  'parseBody()': reading((c) => c.req.parseBody()),
  'raw.text()': reading((c) => c.req.raw.text()),
  'raw.clone()': reading((c) => c.req.raw.clone().arrayBuffer()),
  'raw.body': reading(async ({ req }) => {
    for await (const chunk of (req.raw.body ?? []) as AsyncIterable<Uint8Array>)
      expect(chunk).not.toHaveLength(0);
  }),
  'hono/body-limit': bodyLimit({ maxSize: 1e9 }),
  nothing: reading(async () => undefined),
};

it.each(
  Object.entries(readers).flatMap(([name, read]) =>
    (['everywhere', 'in the route'] as const).flatMap((where) =>
      (['chunks', 'a length'] as const).map((form) => [name, where, form, read] as const),
    ),
  ),
)('lets middleware read a body by %s %s, sent with %s, within the limit', async (_, where, form, read) => {
  const send = await startReading(read, where);
  expect(await send('/json', 'application/json', '{"a":"b"}', form)).toEqual([200, '{"a":"b"}']);
  expect(await send('/json', 'application/json', '{"b":"a"}', form)).toEqual([400, undefined]);
  expect(await send('/form', 'application/x-www-form-urlencoded', 'a=b', form)).toEqual([200, 'a=b']);
  expect(await send('/raw', 'application/octet-stream', 'abc', form)).toEqual([200, 'abc']);
  expect(await send('/none', 'text/plain', '', form)).toEqual([200, 'none']);
  expect(await send('/none', 'text/plain', 'abc', form)).toEqual([400, undefined]);
  const long = 'x'.repeat(1_000_000);
  for (const path of ['/raw', '/none'])
    expect([path, await send(path, 'application/octet-stream', long, form)]).toEqual([
      path,
      [413, undefined],
    ]);
});

const parts = (count: number): string => `${'--b\r\n'.repeat(count)}--b--\r\n`;
it.each([
  ['application/x-www-form-urlencoded', 'a&'.repeat(1001)],
  ['multipart/form-data; boundary=b', parts(1000)],
])(
  'refuses more fields of a form of %s than JSON may have keys, before it parses them',
  async (type, text) => {
    const seen: unknown[] = [];
    const app = new OpenAPIHono<ServiceEnv>();
    app.use(async (c, next) => {
      await next();
      seen.push(c.get('refused'));
    });
    app.use(declaredOnly(app)).onError(handleErrors(logger));
    const form = { schema: z.looseObject({}) };
    const body = {
      content: { 'application/x-www-form-urlencoded': form, 'multipart/form-data': form },
      required: true,
    };
    const responses = { 200: json(z.string(), 'OK') };
    app.openapi(createRoute({ method: 'post', path: '/', request: { body }, responses }), (c) =>
      c.json('OK', 200),
    );
    await app.request('/', { method: 'POST', headers: { 'Content-Type': type }, body: text });
    expect(seen).toEqual([{ code: 'bad_request', why: { rule: 'the body has more than 1000 keys' } }]);
  },
);

it.each([
  ['1e1', 200, '10'],
  ['', 400, undefined],
  ['0x10', 400, undefined],
])('reads %j in a form as a query does', async (text, status, sent) => {
  const app = new OpenAPIHono<ServiceEnv>();
  app.use(declaredOnly(app)).onError(handleErrors(logger));
  const schema = z.strictObject({ n: z.coerce.number() });
  const body = { content: { 'multipart/form-data': { schema } }, required: true };
  const route = createRoute({
    method: 'post',
    path: '/',
    request: { body },
    responses: { 200: json(z.number(), '') },
  });
  app.openapi(route, (c) => c.json(c.req.valid('form').n, 200));
  const form = new FormData();
  form.set('n', text);
  const answer = await app.request('/', { method: 'POST', body: form });
  expect(answer.status).toBe(status);
  if (sent !== undefined) expect(await answer.text()).toBe(sent);
});

it('does not read the body of a stranger', async () => {
  const seen = { code: 0 };
  const send = await startReading(async (c) => {
    seen.code = c.env.incoming.readableDidRead ? 500 : 401;
    return c.body(null, 401);
  }, 'in the route');
  await send('/raw', 'application/octet-stream', 'x'.repeat(1000), 'a length');
  expect(seen.code).toBe(401);
});

it('ends a request whose client leaves in the middle of its body, with one line in the log', async () => {
  const seen = { started: 0, ended: 0 };
  const lines: string[] = [];
  const output = { write: (line: string) => void lines.push(line) };
  const log = createLogger({ level: 'info', mode: 'test', secrets: [], output });
  const app = new OpenAPIHono<ServiceEnv>();
  app.use(requestLog(log));
  app.use(declaredOnly(app)).onError(handleErrors(log));
  const holds: MiddlewareHandler<ServiceEnv> = async (_c, next) => {
    seen.started += 1;
    try {
      await next();
    } finally {
      seen.ended += 1;
    }
  };
  const route = createRoute({
    method: 'post',
    path: '/',
    middleware: [holds],
    request: { body: { content: content.json, required: true } },
    responses: { 200: json(z.string(), 'OK') },
  });
  app.openapi(route, (c) => c.json('OK', 200));
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close().closeAllConnections();
  });
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const head = ['Host: localhost', 'Content-Type: application/json', 'Content-Length: 1000'];
  client.write(`POST / HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n{"a`);
  await expect.poll(() => seen.started).toBe(1);
  client.destroy();
  await expect.poll(() => seen.ended).toBe(1);
  await expect.poll(() => lines.length).toBe(1);
  await setImmediate();
  expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([{ outcome: 'aborted' }]);
});

it.each([0, 1, 10])('logs an error of a stream after %i parts as a failure of its request', async (parts) => {
  const lines: string[] = [];
  const output = { write: (line: string) => void lines.push(line) };
  const log = createLogger({ level: 'info', mode: 'test', secrets: [], output });
  const printed = [vi.spyOn(console, 'error'), vi.spyOn(console, 'info')];
  onTestFinished(() => {
    for (const print of printed) print.mockRestore();
  });
  const app = new OpenAPIHono<ServiceEnv>();
  app.use(requestLog(log));
  app.use(declaredOnly(app)).onError(handleErrors(log));
  const responses = { 200: { description: 'OK', content: { 'text/csv': { schema: z.string() } } } };
  let part = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      await setImmediate();
      if (part === parts) throw new Error('password=inner');
      controller.enqueue(Buffer.from(`part ${String(part)}\n`));
      part += 1;
    },
  });
  app.openapi(createRoute({ method: 'get', path: '/export', responses }), (c) =>
    c.body(stream, 200, { 'Content-Type': 'text/csv' }),
  );
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close().closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  const answer = fetch(`http://127.0.0.1:${String(port)}/export`).then((given) => given.text());
  await expect(answer).rejects.toThrow(TypeError);
  await expect.poll(() => lines.join('')).toContain('"outcome":"failed"');
  const [error, ended] = lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
  expect(error).toMatchObject({ level: 'error', requestId: ended?.['requestId'], err: { type: 'Error' } });
  expect(ended).toMatchObject({ level: 'error', path: '/export', outcome: 'failed' });
  expect(lines).toHaveLength(2);
  expect(lines.join('')).not.toContain('inner');
  for (const print of printed) expect(print).not.toHaveBeenCalled();
});
