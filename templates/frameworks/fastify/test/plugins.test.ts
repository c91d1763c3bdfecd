import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { PassThrough, Readable } from 'node:stream';
import { errorCodes, type FastifyInstance, type FastifyReply, type RouteShorthandOptions } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { buildApp } from '../src/app.js';
import { streamBytes } from '../src/security/body.js';
import { Problem } from '../src/security/problem.js';
import { boot, startService, testContext } from './service.js';

/** The app, its routes such as '/notes GET', and its log lines. It does not listen: requests reach it by `inject`. */
async function build() {
  const { ctx, log } = testContext({ NODE_ENV: 'test', PUBLIC_ORIGIN: 'http://localhost' });
  const routes: string[] = [];
  const note = (message: unknown): void => {
    const { fastify } = message as { readonly fastify: FastifyInstance };
    fastify.addHook('onRoute', ({ url, method }) => {
      for (const each of [method].flat()) if (each !== 'HEAD') routes.push(`${url} ${each}`); // HEAD comes with GET
    });
  };
  subscribe('fastify.initialization', note); // no route comes earlier
  const app = await buildApp(ctx);
  unsubscribe('fastify.initialization', note);
  onTestFinished(() => app.close());
  return { app, routes, log };
}

/** The routes that the document lacks: it has what schemas describe. */
async function undocumented({ app, routes }: Awaited<ReturnType<typeof build>>): Promise<readonly string[]> {
  await app.ready();
  const { paths } = (await app.inject('/openapi.json')).json<{ paths: Record<string, object> }>();
  const described = Object.entries(paths).flatMap(([path, operations]) => {
    const url = path.replace(/\{(\w+)\}/g, ':$1').replace('{*}', '*');
    return Object.keys(operations).map((method) => `${url} ${method.toUpperCase()}`);
  });
  return routes.filter((route) => !described.includes(route));
}

it('has no route that the document lacks, except the document', async () => {
  const built = await build();
  expect(await undocumented(built)).toEqual(['/openapi.json GET']);
  expect(built.routes).toContain('/notes/:id PUT');
});

it('finds the route that is hidden from the document', async () => {
  const built = await build();
  const schema = { params: z.strictObject({ '*': z.string() }), response: { 200: z.string() } };
  built.app.get('/tests/shown/*', { schema }, () => 'x');
  built.app.get('/tests/hidden/*', { schema: { ...schema, hide: true } }, () => 'x');
  expect(await undocumented(built)).toEqual(['/openapi.json GET', '/tests/hidden/* GET']);
});

it.each<[string, RouteShorthandOptions]>([
  ['nothing', {}],
  ['no answer', { schema: {} }],
  ['another kind of schema', { schema: { response: { 200: { type: 'object' } } } }],
  ['an answer of any members', { schema: { response: { 200: z.looseObject({}) } } }],
  ['a query of no schema', { schema: { querystring: { a: 1 }, response: { 200: z.object({}) } } }],
  ['a query of any members', { schema: { querystring: z.object({}), response: { 200: z.object({}) } } }],
])('refuses to register a route that declares %s', async (_, options) => {
  const { app } = await build();
  expect(() => app.get('/bare', options, () => ({}))).toThrow(/needs a schema/);
});

it('refuses to register a parameter or a usual body that no schema describes', async () => {
  const { app } = await build();
  const schema = { response: { 200: z.object({}) } };
  expect(() => app.get('/bare/:id', { schema }, () => ({}))).toThrow(/needs a schema/);
  expect(() => app.post('/bare', { schema }, () => ({}))).toThrow(/needs a schema/);
});

it('protects plugins too, sends what a schema names, and logs with the id of the request', async () => {
  const { app, log } = await build();
  const own: FastifyPluginAsyncZod = async (inner) => {
    const response = { 200: z.object({ name: z.string() }) };
    inner.get('/tests/own', { schema: { response } }, async (request) => {
      request.log.info('inside');
      return { name: 'x', password: 'y' };
    });
  };
  app.register(own);
  const answer = await app.inject('/tests/own');
  expect(answer.json()).toEqual({ name: 'x' });
  expect(answer.headers['content-security-policy']).toBeDefined();
  expect(answer.headers.ratelimit).toMatch('"global"');
  expect((await app.inject('/tests/own?unknown=1')).statusCode).toBe(400);
  const inside = log.map((line) => JSON.parse(line) as object);
  const requestId = answer.headers['x-request-id'];
  expect(inside).toContainEqual(expect.objectContaining({ requestId, msg: 'inside' }));
});

it.each<[string, (reply: FastifyReply) => unknown]>([
  ['an undeclared status', (reply) => reply.code(202).send({ name: 'x' })],
  ['text', (reply) => reply.send('secret')],
  ['text that calls itself JSON', (reply) => reply.type('application/json').send('{"secret":1}')],
  ['a stream', (reply) => reply.send(Readable.from(['secret']))],
  ['a web response', (reply) => reply.send(new Response('secret'))],
  ['nothing', (reply) => reply.send()],
  ['what does not fit', (reply) => reply.header('Location', '/secret').send({ secret: 1 })],
])('answers 500 for a handler that sends %s', async (_, answer) => {
  const { app, log } = await build();
  const schema = { response: { 200: z.object({ name: z.string() }) } };
  app.get('/tests/odd', { schema }, (_request, reply) => answer(reply));
  const { statusCode, headers, body } = await app.inject('/tests/odd');
  expect([statusCode, headers.location]).toEqual([500, undefined]);
  expect(body).not.toContain('secret');
  expect(log.join('')).toContain('request failed');
});

it('sends other media types where a response names them', async () => {
  const { app } = await build();
  const events = { content: { 'text/event-stream': { schema: z.string() } } };
  app.get('/tests/events', { schema: { response: { 200: events } } }, (_request, reply) =>
    reply.type('text/event-stream').send(Readable.from(['data: 1\n\n'])),
  );
  expect((await app.inject('/tests/events')).body).toBe('data: 1\n\n');
});

it('answers a part of what is declared, or that it has not changed', async () => {
  const { app } = await build();
  const pages = { content: { 'text/html': { schema: z.string() } } };
  const answer = (reply: FastifyReply, range?: string): FastifyReply =>
    range === undefined ? reply.code(304).send() : reply.code(206).type('text/html').send('<');
  app.get('/tests/pages', { schema: { response: { 200: pages } } }, ({ headers }, reply) =>
    answer(reply, headers.range),
  );
  expect((await app.inject('/tests/pages')).statusCode).toBe(304);
  const part = await app.inject({ url: '/tests/pages', headers: { range: 'bytes=0-0' } });
  expect([part.statusCode, part.body]).toEqual([206, '<']);
});

it('keeps what a handler set for an answer that failed', async () => {
  const { app } = await build();
  const theirs = { location: '/inner', 'set-cookie': 'session=inner', 'cache-control': 'public, max-age=99' };
  app.get('/tests/failed', { schema: { response: { 200: z.string() } } }, (_request, reply) =>
    reply.headers(theirs).send(1),
  );
  const { statusCode, headers } = await app.inject('/tests/failed');
  expect([statusCode, headers.location, headers['set-cookie']]).toEqual([500, undefined, undefined]);
  expect([headers['cache-control'], headers['x-frame-options']]).toEqual(['no-store', 'DENY']);
});

/** A service whose route fails in this way. */
async function askFailing(fail: (reply: FastifyReply) => never) {
  const { app, log } = await build();
  app.get('/tests/failing', { schema: { response: { 200: z.string() } } }, (_request, reply) => fail(reply));
  const { statusCode, headers, json } = await app.inject('/tests/failing');
  return { status: statusCode, headers, code: json<{ code: string }>().code, log: log.join('') };
}

it.each([
  ['status', 401],
  ['statusCode', 404],
])('does not answer with the %s %i of a service that it called, and logs it', async (name, value) => {
  const { status, code, log } = await askFailing(() => {
    throw Object.assign(new Error('upstream'), { statusCode: value, [name]: value });
  });
  expect([status, code]).toEqual([500, 'internal_error']);
  expect(log).toMatch('upstream');
  expect(log).not.toMatch('authn_login_fail');
});

it('answers with the status of what Fastify and its plugins throw', async () => {
  const { status, log } = await askFailing(() => {
    throw new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE();
  });
  expect([status, log]).toEqual([413, expect.not.stringMatching('"level":"error"')]);
  const { status: ofHttpErrors } = await askFailing(() => {
    throw Object.assign(new Error('of http-errors'), { statusCode: 409, expose: true });
  });
  expect(ofHttpErrors).toBe(409);
});

it('says nothing with a refusal about the body that was to be', async () => {
  const theirs = {
    'accept-ranges': 'bytes',
    'cache-control': 'public, max-age=99',
    'content-encoding': 'gzip',
    'content-language': 'en',
    etag: '"1"',
    expires: 'Fri, 01 Jan 2100 00:00:00 GMT',
    'last-modified': 'Fri, 01 Jan 2021 00:00:00 GMT',
  };
  const { status, headers } = await askFailing((reply) => {
    reply.headers(theirs).header('set-cookie', 'seen=1');
    throw new Problem('not_found');
  });
  expect([status, headers['cache-control'], headers['set-cookie']]).toEqual([404, 'no-store', 'seen=1']);
  for (const name of Object.keys(theirs).filter((each) => each !== 'cache-control'))
    expect(headers).not.toHaveProperty(name);
});

it.each<[string, (reply: FastifyReply) => void]>([
  ['reply.raw.end', ({ raw }) => raw.end('leak')],
  ['reply.raw.writeHead', ({ raw }) => raw.writeHead(200, { 'Content-Type': 'text/plain' }).end('leak')],
  ['reply.hijack', (reply) => reply.hijack().raw.write('leak')],
])('lets nothing out by %s', async (_, answer) => {
  const { send, log } = await startService({}, (ctx) =>
    boot(ctx, async () => {
      const app = await buildApp(ctx);
      app.get('/tests/raw', { schema: { response: { 200: z.object({}) } } }, (_request, reply) => {
        answer(reply);
      });
      return app;
    }),
  );
  const { status, headers, body } = await send('GET /tests/raw');
  expect([status, headers['x-content-type-options']]).toEqual([500, 'nosniff']);
  expect(body).not.toContain('leak');
  expect(log.join('')).toMatch('past its schema');
});

it('reads other bodies only where a plugin has a parser of its own', async () => {
  const { app } = await build();
  const body = z.string();
  const schema = { body, response: { 200: z.object({ length: z.int() }) } };
  app.register(async (inner) => {
    inner.addContentTypeParser('text/plain', { parseAs: 'string' }, (_request, text, done) =>
      done(null, text),
    );
    inner.post('/tests/texts', { schema }, (request) => ({ length: (request.body as string).length }));
  });
  app.post('/tests/more', { schema }, (request) => ({ length: (request.body as string).length }));
  const send = (url: string) =>
    app.inject({ method: 'POST', url, headers: { 'content-type': 'text/plain' }, payload: 'abc' });
  expect((await send('/tests/texts')).json()).toEqual({ length: 3 });
  expect((await send('/tests/more')).statusCode).toBe(415);
  expect((await send('/nowhere')).statusCode).toBe(404);
});

it('holds the stream of a parser to the limit of its route', async () => {
  const { app } = await build();
  const add: FastifyPluginAsyncZod = async (plugin) => {
    plugin.addContentTypeParser('image/png', streamBytes);
    const schema = { body: z.instanceof(Readable), response: { 200: z.object({ bytes: z.number() }) } };
    plugin.post('/tests/images', { bodyLimit: 10, schema }, async ({ body }) => {
      let bytes = 0;
      for await (const chunk of body) bytes += (chunk as Buffer).length;
      return { bytes };
    });
  };
  app.register(add);
  const send = (payload: Readable | string) => {
    const framing = typeof payload === 'string' ? {} : { 'transfer-encoding': 'chunked' };
    const headers = { 'content-type': 'image/png', ...framing };
    return app.inject({ method: 'POST', url: '/tests/images', headers, payload });
  };
  expect((await send('0123456789')).json()).toEqual({ bytes: 10 });
  for (const tooLong of ['0123456789a', Readable.from(['01234', '56789', 'a'], { objectMode: false })])
    expect((await send(tooLong)).statusCode).toBe(413);
});

it('keeps Origin in the Vary of a handler', async () => {
  const { app } = await build();
  const schema = { response: { 200: z.object({}) } };
  app.get('/tests/vary', { schema }, (_request, reply) => reply.header('Vary', 'Accept').send({}));
  expect((await app.inject('/tests/vary')).headers.vary).toBe('Accept, Origin');
});

it('answers 404 where a handler finds nothing', async () => {
  const { app } = await build();
  const schema = { response: { 200: z.object({}) } };
  app.get('/tests/files', { schema }, (_request, reply) => reply.callNotFound());
  expect((await app.inject('/tests/files')).statusCode).toBe(404);
});

it.each(['/%ff', '/notes/%ff', `/notes/${'x'.repeat(200)}`])(
  'counts and logs %s, which the router cannot read',
  async (url) => {
    const { app, log } = await build();
    const answer = await app.inject(url);
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.headers.ratelimit).toMatch('"global";r=999;');
    await expect.poll(() => log.filter((line) => line.includes('"path"'))).toHaveLength(1);
  },
);

async function* failing(): AsyncGenerator<Buffer> {
  yield Buffer.from('abc');
  await new Promise((resolve) => setTimeout(resolve, 50));
  throw new Error('disk gone');
}

it.each<[string, () => unknown]>([
  ['a stream', () => Readable.from(failing(), { objectMode: false })],
  ['a web stream', () => Readable.toWeb(Readable.from(failing(), { objectMode: false }))],
])('says once in the log that %s failed in the middle', async (_, body) => {
  const { send, log } = await startService({}, (ctx) =>
    boot(ctx, async () => {
      const app = await buildApp(ctx);
      const bytes = { content: { 'application/octet-stream': { schema: z.unknown() } } };
      app.get('/tests/bytes', { schema: { response: { 200: bytes } } }, (_request, reply) =>
        reply.type('application/octet-stream').send(body()),
      );
      return app;
    }),
  );
  await expect(send('GET /tests/bytes')).rejects.toThrow('aborted');
  await expect.poll(() => log.join('')).toContain('"path"');
  const lines = log.map((line) => JSON.parse(line) as Record<string, unknown>);
  const errors = lines.filter(({ err }) => err !== undefined);
  const { requestId } = lines.find(({ path }) => path === '/tests/bytes') ?? {};
  expect(errors).toMatchObject([{ level: 'error', requestId, err: { message: 'disk gone' } }]);
  const failed = { level: 'error', outcome: 'failed', problem: 'internal_error', status: 200 };
  expect(lines).toContainEqual(expect.objectContaining(failed));
});

it('takes a client that leaves a stream for no failure', async () => {
  const { send, log } = await startService({}, (ctx) =>
    boot(ctx, async () => {
      const app = await buildApp(ctx);
      const bytes = { content: { 'application/octet-stream': { schema: z.unknown() } } };
      app.get('/tests/bytes', { schema: { response: { 200: bytes } } }, ({ raw }, reply) => {
        setTimeout(() => raw.socket.destroy(), 50); // as if the client had
        const body = new PassThrough();
        body.write('abc');
        return reply.type('application/octet-stream').send(body);
      });
      return app;
    }),
  );
  await expect(send('GET /tests/bytes')).rejects.toThrow('aborted');
  await expect.poll(() => log.join('')).toContain('"outcome":"aborted"');
  expect(log.join('')).not.toContain('"level":"error"');
});
