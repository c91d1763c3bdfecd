import { PassThrough, pipeline, Readable } from 'node:stream';
import { pipeline as pipelined } from 'node:stream/promises';
import express, { Router, type Express, type RequestHandler, type Response } from 'express';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { buildApp } from '../src/app.js';
import { routesOf } from '../src/security/routes.js';
import { unchecked, validate, type Answers } from '../src/security/contract.js';
import { secureApp, secureErrors, type Context } from '../src/security/index.js';
import { Problem } from '../src/security/problem.js';
import { boot, startService, testContext } from './service.js';

/** A service with these routes only. */
const serviceOf =
  (addRoutes: (app: Express) => void) =>
  (ctx: Context): Express => {
    const app = express();
    secureApp(app, ctx);
    addRoutes(app);
    secureErrors(app, ctx);
    return app;
  };

const undeclared = (app: Express): readonly string[] =>
  routesOf(app.router).flatMap(({ method, path, operation }) => (operation ? [] : [`${method} ${path}`]));

it('stands beside handlers of any package, with numbers in the URL', async () => {
  const usual: RequestHandler = Router(); // goes on
  const build = serviceOf((app) => {
    const n = z.strictObject({ n: z.coerce.number() });
    const check = validate({
      ...operation,
      params: n,
      query: n,
      responses: { 200: z.object({ sum: z.number() }) },
    });
    app.get('/before/:n', usual, check, (req, res) => void res.json({ sum: req.params.n + req.query.n }));
    app.get('/behind/:n', check, usual, (req, res) => void res.json({ sum: req.params.n + req.query.n }));
  });
  const { send } = await startService({}, (ctx) => boot(ctx, build));
  for (const path of ['before', 'behind'])
    expect((await send(`GET /${path}/40?n=2`)).body).toBe('{"sum":42}');
});

it('has no route that nothing checks', () => {
  expect(undeclared(buildApp(testContext({ NODE_ENV: 'test' }).ctx))).toEqual([]);
});

it('finds routes that nothing checks, however they are registered', () => {
  const build = serviceOf((app) => {
    const inner = Router().delete('/:id', (_req, res) => void res.end());
    app.post('/raw', (req, res) => void res.json({ got: req.body as unknown }));
    app.use('/below', Router().use('/deeper', inner));
    app.route(['/a', '/b']).all((_req, res) => void res.end());
    app.get(
      '/last',
      (_req, res) => void res.end(),
      validate({ ...operation, responses: { 200: z.object({}) } }),
    );
  });
  expect(undeclared(build(testContext().ctx)).toSorted()).toEqual([
    '* /a',
    '* /b',
    'delete /below/deeper/:id',
    'get /last',
    'post /raw',
  ]);
});

const operation = { operationId: 'try', summary: 'Tried here' };
const user = z.object({ name: z.string() });
type Handler = (res: Response) => void;

/** Asks a service whose only route answers in this way. */
async function ask(responses: Answers | undefined, answer: Handler, headers: Record<string, string> = {}) {
  const build = serviceOf((app) => {
    const check = responses ? [validate({ ...operation, responses })] : [];
    app.get('/try', ...check, (_req, res) => {
      answer(res as never);
    });
  });
  const { send, log } = await startService({}, (ctx) => boot(ctx, build));
  return { ...(await send('GET /try', { headers })), log: log.join('') };
}

it('sends only what the schema of an answer names', async () => {
  const { status, body } = await ask({ 200: user }, (res) => void res.json({ name: 'a', hash: 'leak' }));
  expect([status, body]).toEqual([200, '{"name":"a"}']);
});

/** Node takes such a list too; its types do not say so. */
const pairs = [['Content-Type', 'text/html']] as unknown as string[];

const streamed = (res: Response): void => {
  const stream = new PassThrough();
  stream.pipe(res);
  setImmediate(() => stream.end('leak'));
};
it.each<[string, Answers | undefined, Handler]>([
  ['a route without validate', undefined, (res) => void res.json({ leak: 1 })],
  ['a route without validate, by end', undefined, (res) => void res.end('leak')],
  ['another status', { 201: user }, (res) => void res.json({ name: 'leak' })],
  ['another shape', { 200: user }, (res) => void res.json({ name: ['leak'] })],
  ['text in place of JSON', { 200: user }, (res) => void res.send('leak')],
  ['JSON past its schema', { 200: user }, (res) => void res.type('json').send('{"leak":1}')],
  ['JSON by end', { 200: user }, (res) => void res.type('json').end('{"leak":1}')],
  ['JSONP', { 200: user }, (res) => void res.jsonp({ name: 'leak' })],
  ['another media type', { 200: 'text/plain' }, (res) => void res.type('html').send('leak')],
  [
    'another media type, by writeHead',
    { 200: 'text/plain' },
    (res) => void res.writeHead(200, { 'Content-Type': 'text/html' }).end('leak'),
  ],
  [
    'a list of headers',
    { 200: 'text/plain' },
    (res) => void res.writeHead(200, ['Content-Type', 'text/html']).end('leak'),
  ],
  [
    'a list of headers after others',
    { 200: 'text/plain' },
    (res) => void res.type('text').writeHead(200, ['Content-Type', 'text/html']).end('leak'),
  ],
  [
    'a list of pairs after others',
    { 200: 'text/plain' },
    (res) => void res.type('text').writeHead(200, pairs).end('leak'),
  ],
  ['a body where there is none', { 204: null }, (res) => void res.status(200).end('leak')],
  ['an error of its own', { 200: user }, (res) => void res.status(404).send({ leak: 1 })],
  ['a stream', { 200: user }, streamed],
])('answers 500 to %s, and says so in the log', async (_, responses, answer) => {
  const { status, body, log } = await ask(responses, answer);
  expect(status).toBe(500);
  expect(body).not.toContain('leak');
  expect(JSON.parse(body)).toMatchObject({ code: 'internal_error' });
  expect(log).toMatch('is not as declared');
});

it('keeps what a handler set for an answer that failed', async () => {
  const theirs = { Location: '/inner', 'Set-Cookie': 'session=inner', 'Cache-Control': 'public, max-age=99' };
  const { status, headers } = await ask({ 200: user }, (res) => void res.set(theirs).json({ name: 1 }));
  expect([status, headers.location, headers['set-cookie']]).toEqual([500, undefined, undefined]);
  expect([headers['cache-control'], headers['x-frame-options']]).toEqual(['no-store', 'DENY']);
});

it('keeps Origin in the Vary of a handler', async () => {
  const { headers } = await ask({ 200: user }, (res) => void res.set('Vary', 'Accept').json({ name: 'Ada' }));
  expect(headers.vary).toBe('Accept, Origin');
});

/** Asks a service whose only route fails in this way. */
async function askFailing(fail: (res: Response) => void, headers: Record<string, string> = {}) {
  const answer = await ask({ 200: user }, fail, headers);
  return { ...answer, code: (JSON.parse(answer.body) as { code: string }).code };
}

it.each([
  ['status', 401],
  ['statusCode', 404],
])('does not answer with the %s %i of a service that it called, and logs it', async (name, value) => {
  for (const error of [new Error('upstream'), Object.assign(new Error('upstream'), { expose: 'yes' })]) {
    const { status, code, log } = await askFailing(() => {
      throw Object.assign(error, { status: value, [name]: value });
    });
    expect([status, code]).toEqual([500, 'internal_error']);
    expect(log).toMatch('upstream');
    expect(log).not.toMatch('authn_login_fail');
  }
});

it('answers with the status of what is wrong with a request', async () => {
  const missing = await askFailing((res) => {
    res.sendFile('not-there', { root: process.cwd() });
  });
  expect([missing.status, missing.log]).toEqual([404, expect.not.stringMatching('"level":"error"')]);
  const { send } = await startService();
  expect((await send('GET /notes/%ff')).status).toBe(400);
});

it('says nothing with a refusal about the body that was to be', async () => {
  const theirs = {
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'public, max-age=99',
    'Content-Encoding': 'gzip',
    'Content-Language': 'en',
    ETag: '"1"',
    Expires: 'Fri, 01 Jan 2100 00:00:00 GMT',
    'Last-Modified': 'Fri, 01 Jan 2021 00:00:00 GMT',
  };
  const { status, headers } = await askFailing((res) => {
    res.set(theirs).set('Set-Cookie', 'seen=1');
    throw new Problem('not_found');
  });
  expect([status, headers['cache-control'], headers['set-cookie']]).toEqual([404, 'no-store', ['seen=1']]);
  expect(headers['content-security-policy']).toMatch("default-src 'none'");
  for (const name of Object.keys(theirs).filter((each) => each !== 'Cache-Control'))
    expect(headers).not.toHaveProperty(name.toLowerCase());
});

it('answers past a schema with the headers of all answers', async () => {
  const answer = (res: Response): void =>
    void res.set('Set-Cookie', 'session=1').type('json').end('{"leak":1}');
  const { status, headers } = await ask({ 200: user }, answer);
  expect([status, headers['set-cookie'], headers.vary]).toEqual([500, undefined, 'Origin']);
  for (const name of ['strict-transport-security', 'ratelimit', 'ratelimit-policy', 'x-request-id'])
    expect(headers).toHaveProperty(name);
});

it('takes as declared what is', async () => {
  const listed = await ask({ 200: 'text/plain' }, (res) => {
    const cookies = ['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2'];
    res.writeHead(200, ['Content-Type', 'text/plain', ...cookies]).end('text');
  });
  expect([listed.status, listed.headers['set-cookie']]).toEqual([200, ['a=1', 'b=2']]);
  const text = await ask({ 200: ['text/plain', 'text/html'] }, (res) => void res.type('html').send('<p>'));
  expect([text.status, text.body]).toEqual([200, '<p>']);
  const none = await ask({ 204: null }, (res) => void res.status(204).end());
  expect([none.status, none.body]).toEqual([204, '']);
  const stream = await ask({ 200: 'text/plain' }, (res) => {
    streamed(res.type('text'));
  });
  expect([stream.status, stream.body]).toEqual([200, 'leak']);
});

it('answers a part of what is declared, or that it has not changed', async () => {
  const file: Handler = (res) => {
    res.type('text').sendFile('package.json', { root: process.cwd() });
  };
  const asked = (headers: Record<string, string>) => ask({ 200: 'text/plain' }, file, headers);
  const part = await asked({ Range: 'bytes=0-0' });
  expect([part.status, part.body]).toEqual([206, '{']);
  const same = await asked({ 'If-Modified-Since': String(part.headers['last-modified']) });
  expect([same.status, same.body]).toEqual([304, '']);
  expect((await asked({ Range: 'bytes=9999999-' })).status).toBe(416);
  expect((await asked({ 'If-Match': '"other"' })).status).toBe(412);
});

it('closes again behind a handler that is not checked', async () => {
  const build = serviceOf((app) => {
    app.use(
      unchecked((req, res, next) => {
        if (req.path === '/open') res.send('open');
        else next();
      }),
    );
    app.get('/try', (_req, res) => void res.send('leak'));
  });
  const { send } = await startService({}, (ctx) => boot(ctx, build));
  expect((await send('GET /open')).body).toBe('open');
  expect((await send('GET /try')).status).toBe(500);
});

it('declares no schema that drops unknown keys in silence, and no body where HTTP has none', () => {
  const responses = { 200: user };
  expect(() => validate({ ...operation, query: z.object({}), responses })).toThrow(/strictObject/);
  expect(() => validate({ ...operation, responses: { 200: null } })).toThrow(/204/);
});

it('answers other methods of a path with 405, and OPTIONS with 204, both with its methods', async () => {
  const { send } = await startService();
  for (const method of ['PATCH', 'DELETE']) {
    const { status, headers } = await send(`${method} /notes`);
    expect([status, headers.allow]).toEqual([405, 'GET, POST, HEAD, OPTIONS']);
  }
  const asked = await send('OPTIONS /notes/1');
  expect([asked.status, asked.headers.allow]).toEqual([
    204,
    expect.stringMatching(/^GET, PUT, (?:PATCH, )?DELETE, HEAD, OPTIONS$/),
  ]);
  for (const line of ['PATCH /none', 'OPTIONS /none', 'GET /notes/', 'GET /Notes']) {
    expect((await send(line)).status).toBe(404);
  }
});

it('knows the methods of every kind of path', async () => {
  const build = serviceOf((app) => {
    const check = validate({ ...operation, params: z.looseObject({}), responses: { 204: null } });
    const end: RequestHandler = (_req, res) => void res.status(204).end();
    app.get(/^\/r(\d+)$/, check as never, end);
    app.get(['/one', '/two'], check as never, end);
    app.route('/any').all(check as never, end);
    app.options('/own', check as never, end);
    app.use('/sub', express());
    app.use(['/below', '/beside'], Router().get('/:id', check as never, end));
    app.use('/below', Router().put('/:id', check as never, end));
  });
  const { send } = await startService({}, (ctx) => boot(ctx, build));
  for (const [line, status, allow] of [
    ['POST /r12', 405, 'GET, HEAD, OPTIONS'],
    ['POST /r', 404, undefined],
    ['POST /two', 405, 'GET, HEAD, OPTIONS'],
    ['PATCH /any', 204, undefined],
    ['OPTIONS /own', 204, undefined],
    ['GET /sub/none', 404, undefined],
    ['POST /below/1', 405, 'GET, PUT, HEAD, OPTIONS'],
    ['OPTIONS /beside/1', 204, 'GET, HEAD, OPTIONS'],
  ] as const) {
    const { status: seen, headers } = await send(line);
    expect([line, seen, headers.allow]).toEqual([line, status, allow]);
  }
});

it('hands on no bytes where there is no body', async () => {
  const build = serviceOf((app) => {
    const check = validate({
      ...operation,
      raw: ['text/plain'],
      responses: { 200: z.object({ bytes: z.int() }) },
    });
    app.post('/try', check, (req, res) => void res.json({ bytes: req.body.length }));
  });
  const { send } = await startService({}, (ctx) => boot(ctx, build));
  expect((await send('POST /try')).body).toBe('{"bytes":0}');
});

it.each([
  ['express.json()', express.json(), {}],
  ['express.raw()', express.raw({ type: '*/*' }), { raw: ['application/json'] }],
  ['multer', express.raw({ type: 'multipart/form-data' }), {}],
])('answers 500 where %s has read the body, without its limits', async (name, parser, more) => {
  const build = serviceOf((app) => {
    const body = 'raw' in more ? {} : { body: z.looseObject({}) };
    const check = validate({ ...operation, ...body, ...more, responses: { 204: null } }) as never;
    app.post('/try', parser, check, (_req, res) => void res.status(204).end());
  });
  const { send, log } = await startService({}, (ctx) => boot(ctx, build));
  const headers = name === 'multer' ? { 'Content-Type': 'multipart/form-data; boundary=x' } : {};
  expect((await send('POST /try', { json: { a: 1 }, headers })).status).toBe(500);
  expect(log.join('')).toMatch('mount no body parser before validate()');
});

it('does not take /notes/ for /notes below a mount point', async () => {
  const build = serviceOf((app) => {
    const inner = Router({ strict: true });
    inner.get(
      '/',
      validate({ ...operation, query: z.looseObject({}), responses: { 200: user } }),
      (_req, res) => void res.json({ name: 'a' }),
    );
    app.use('/users', inner);
  });
  const { send } = await startService({}, (ctx) => boot(ctx, build));
  for (const [path, status] of Object.entries({
    '/users': 200,
    '/users?a=/': 200,
    '/users/': 404,
    '/users/?a': 404,
  }))
    expect((await send(`GET ${path}`)).status).toBe(status);
});

/** Its answer is half sent when it fails. */
const failing = (): Readable =>
  Readable.from(
    (async function* () {
      yield 'abc';
      await new Promise((resolve) => setTimeout(resolve, 50));
      throw new Error('disk gone');
    })(),
  );

it.each<[string, (res: Response) => unknown]>([
  ['pipeline', (res) => pipeline(failing(), res, () => undefined)],
  ['a pipeline that is waited for', (res) => pipelined(failing(), res)],
  [
    'pipe',
    (res) =>
      failing()
        .on('error', () => res.destroy())
        .pipe(res),
  ],
])('says once in the log that a stream failed in the middle, by %s', async (_, answer) => {
  const build = serviceOf((app) => {
    app.get('/try', validate({ ...operation, responses: { 200: 'text/plain' } }), async (_req, res) => {
      await answer(res.type('text') as never);
    });
  });
  const { send, log } = await startService({}, (ctx) => boot(ctx, build));
  await expect(send('GET /try')).rejects.toThrow('aborted');
  await expect.poll(() => log.join('')).toContain('"path"');
  const lines = log.map((line) => JSON.parse(line) as Record<string, unknown>);
  const errors = lines.filter(({ err }) => err !== undefined);
  const { requestId } = lines.find(({ path }) => path === '/try') ?? {};
  expect(errors).toMatchObject([{ level: 'error', requestId, err: { message: 'disk gone' } }]);
  const failed = { level: 'error', outcome: 'failed', problem: 'internal_error', status: 200 };
  expect(lines).toContainEqual(expect.objectContaining(failed));
});

it('takes a client that leaves a stream for no failure', async () => {
  const build = serviceOf((app) => {
    app.get('/try', validate({ ...operation, responses: { 200: 'text/plain' } }), (_req, res) => {
      pipeline(new PassThrough(), res.type('text'), () => undefined);
      res.write('abc');
      setTimeout(() => res.req.socket.destroy(), 50); // as if the client had
    });
  });
  const { send, log } = await startService({}, (ctx) => boot(ctx, build));
  await expect(send('GET /try')).rejects.toThrow('aborted');
  await expect.poll(() => log.join('')).toContain('"outcome":"aborted"');
  expect(log.join('')).not.toContain('"level":"error"');
});
