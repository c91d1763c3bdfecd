/**
 * Small services that rampart did not make: one that is done well, on three frameworks, and faults that
 * stand before it. Each fault hides what is behind it, or takes it away at some time: whoever says "pass"
 * of what is behind has not looked.
 */
export type Style = 'http' | 'express' | 'fastify';
export const styles: readonly Style[] = ['http', 'express', 'fastify'];

export interface Fault {
  readonly name: string;
  /** Code that runs before the service; `n` is a small number that differs from run to run. */
  code(n: number): string;
  /** What can still be seen past the fault: the rest must not pass. */
  readonly seen: readonly string[];
}

/** Replaces the answer of every request for which `turnsAway(req, res, count)` says so. */
const door = (body: string): string => `
const emit = http.Server.prototype.emit;
let count = 0;
http.Server.prototype.emit = function (name, req, res) {
  if (name !== 'request') return Reflect.apply(emit, this, arguments);
  count += 1;
  ${body}
  return Reflect.apply(emit, this, arguments);
};`;

/** What has nothing to do with how requests are answered. */
const processes = ['crash-policy', 'secrets-no-hardcoded', 'secrets-no-fallback'];
/** A wall that answers at once lets a process end in order, too. */
const endings = [...processes, 'graceful-shutdown'];

const everything = [
  'rate-limit-global',
  'rate-limit-auth',
  'proxy-trust',
  'input-no-mutation',
  'input-validation-coverage',
  'input-schema-zod',
  'logging-structured',
  'runtime-production-mode',
  ...endings,
];

export const faults: readonly Fault[] = [
  {
    name: 'never listens',
    seen: [],
    code: () => `net.Server.prototype.listen = function () { setInterval(() => {}, 1e6); return this; };`,
  },
  {
    name: 'ends at start',
    seen: [],
    code: (n) =>
      `setTimeout(() => { throw new Error('no store ${n}'); }, ` +
      `1);\nnet.Server.prototype.listen = function () { return this; };`,
  },
  {
    name: 'ends after some requests',
    seen: processes,
    code: (n) => door(`if (count > ${n % 4}) { process.exit(1); }`),
  },
  {
    name: '401 everywhere',
    seen: endings,
    code: () => door(`res.writeHead(401, json).end('{}'); return true;`),
  },
  {
    name: '403 everywhere',
    seen: endings,
    code: () => door(`res.writeHead(403, json).end('{}'); return true;`),
  },
  {
    name: '503 everywhere',
    seen: endings,
    code: () => door(`res.writeHead(503, json).end('{}'); return true;`),
  },
  {
    name: '404 everywhere',
    seen: [...endings, 'runtime-production-mode'],
    code: () => door(`res.writeHead(404, json).end('{}'); return true;`),
  },
  {
    name: 'a login page',
    seen: endings,
    code: () =>
      door(`if (req.url !== '/sign') { res.writeHead(302, { location: '/sign' }).end(); return true; }`),
  },
  {
    name: 'https only',
    seen: endings,
    code: () => door(`res.writeHead(308, { location: 'https://a.test' + req.url }).end(); return true;`),
  },
  {
    name: '429 everywhere',
    seen: endings,
    code: () => door(`res.writeHead(429, { ...json, 'retry-after': '9' }).end('{}'); return true;`),
  },
  {
    // A new process gives its first answers, so what is behind is seen.
    name: '429 early',
    seen: everything,
    code: (n) =>
      door(
        `if (count > ${n + 3}) { res.writeHead(429, { ...json, 'retry-after': '9' }).end('{}'); return true; }`,
      ),
  },
  { name: 'closes connections', seen: processes, code: () => door(`req.socket.destroy(); return true;`) },
  {
    name: 'closes connections after a while',
    // Until then it works, and a probe that is cut off begins again with a new process: what takes few
    // requests is really seen.
    seen: [
      ...endings,
      'runtime-production-mode',
      'rate-limit-auth',
      'proxy-trust',
      'input-no-mutation',
      'logging-structured',
    ],
    code: (n) => door(`if (count > ${n}) { req.socket.destroy(); return true; }`),
  },
  { name: 'never answers', seen: processes, code: () => door(`return true;`) },
  {
    name: 'HTML for everything',
    seen: [...endings, 'runtime-production-mode'],
    code: () =>
      door(`res.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>app'); return true;`),
  },
  {
    name: 'text that is no JSON',
    seen: [...endings, 'runtime-production-mode'],
    code: (n) => door(`res.writeHead(200, json).end('{"a": ${n}'); return true;`),
  },
  {
    name: '409 for every write',
    seen: [...endings, 'runtime-production-mode', 'rate-limit-global', 'proxy-trust'],
    code: () => door(`if (req.method === 'POST') { res.writeHead(409, json).end('{}'); return true; }`),
  },
  {
    name: '415 for every write',
    seen: [...endings, 'runtime-production-mode', 'rate-limit-global', 'proxy-trust'],
    code: () => door(`if (req.method === 'POST') { res.writeHead(415, json).end('{}'); return true; }`),
  },
];

/** The well-done service, in one file; with a fault in front of it, or none. */
export function miniService(
  style: Style,
  fault: Fault | undefined,
  n: number,
): Readonly<Record<string, string>> {
  return {
    'package.json': JSON.stringify({
      name: 'mini',
      private: true,
      type: 'module',
      scripts: { start: 'node server.js' },
    }),
    'server.js': [head, fault?.code(n) ?? '', policy, servers[style], ending].join('\n'),
  };
}

const head = `
import http from 'node:http';
import net from 'node:net';
import { randomUUID } from 'node:crypto';
const json = { 'content-type': 'application/json' };`;

/** Limits by the address that one proxy adds, validation, the log, and what its OpenAPI says. */
const policy = `
const log = (level, fields, then) =>
  process.stdout.write(JSON.stringify({ level, time: new Date().toISOString(), ...fields }) + '\\n', then);
const counts = new Map();
const over = (key, limit) => { const n = (counts.get(key) ?? 0) + 1; counts.set(key, n); return n > limit; };
const clientOf = (req) =>
  String(req.headers['x-forwarded-for'] ?? '').split(',').at(-1).trim() || req.socket.remoteAddress;
const isLogin = (url) => /^\\/(?:auth\\/)?login$/.test(url.split('?')[0]);
const limited = (req) =>
  over('all ' + clientOf(req), 60) ||
  (req.method === 'POST' && isLogin(req.url) && over('login ' + network(clientOf(req)), 5));
const network = (address) => (address.includes('::') ? address.split('::')[0] : address);
const title = { type: 'string', minLength: 1, maxLength: 200 };
const note = { type: 'object', additionalProperties: false, required: ['title'], properties: { title } };
const hasKeys = (value, keys) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).sort().join() === keys;
const isTitle = (value) => typeof value === 'string' && value.length > 0 && value.length <= 200;
const isNote = (value) => hasKeys(value, 'title') && isTitle(value.title);
const isLoginBody = (value) =>
  hasKeys(value, 'email,password') && Object.values(value).every((each) => typeof each === 'string');
const document = { openapi: '3.1.0', info: { title: 'mini', version: '1' }, paths: { '/notes': {
  get: { responses: { 200: {} } },
  post: { requestBody: { content: { 'application/json': { schema: note } } }, responses: { 201: {} } } } } };
/** [status, body] for a request whose body is text. */
function answer(method, url, text) {
  const [path, query] = url.split('?');
  if (method === 'GET' && path === '/openapi.json') return [200, document];
  if (method === 'GET' && path === '/notes') return query === undefined ? [200, []] : [400, {}];
  if (method !== 'POST' || (path !== '/notes' && !isLogin(path))) return [404, {}];
  let value;
  try { value = JSON.parse(text); } catch { return [400, {}]; }
  if (path === '/notes') return isNote(value) && query === undefined ? [201, { title: value.title }] : [400, {}];
  return isLoginBody(value) ? [401, {}] : [400, {}];
}
const told = (req, id, status) => log('info', { msg: 'request', request_id: id, method: req.method, status });
const limitHeaders = { ...json, 'retry-after': '900' };`;

const servers: Readonly<Record<Style, string>> = {
  http: `
const server = http.createServer((req, res) => {
  const id = randomUUID();
  const send = (status, body, headers = json) => {
    told(req, id, status);
    res.writeHead(status, { ...headers, 'x-request-id': id }).end(JSON.stringify(body));
  };
  if (limited(req)) return send(429, {}, limitHeaders);
  let text = '';
  req.on('data', (chunk) => { text += chunk; });
  req.on('end', () => {
    try { const [status, body] = answer(req.method, req.url, text); send(status, JSON.parse(JSON.stringify(body))); }
    catch { send(500, { error: 'internal' }); }
  });
});
server.listen(process.env.PORT, process.env.HOST ?? '127.0.0.1');`,
  express: `
import express from 'express';
const app = express();
app.disable('x-powered-by');
app.use((req, res, next) => {
  req.id = randomUUID();
  res.set('x-request-id', req.id);
  res.on('finish', () => told(req, req.id, res.statusCode));
  next();
});
app.use((req, res, next) => (limited(req) ? res.status(429).set(limitHeaders).json({}) : next()));
app.use(express.text({ type: () => true, limit: '100kb' }));
const reply = (req, res) => {
  const [status, body] = answer(req.method, req.originalUrl, req.body ?? '');
  res.status(status).json(body);
};
app.get('/notes', reply);
app.post('/notes', reply);
app.post('/login', reply);
app.use(reply);
app.use((error, req, res, next) => res.status(error.status ?? 500).json({ error: 'internal' }));
const server = app.listen(process.env.PORT, process.env.HOST ?? '127.0.0.1');`,
  fastify: `
import Fastify from 'fastify';
const app = Fastify({
  logger: false,
  genReqId: () => randomUUID(),
  frameworkErrors: (error, request, reply) => {
    told(request.raw, request.id, 400);
    reply.code(400).send({});
  },
});
app.removeAllContentTypeParsers();
app.addContentTypeParser('*', { parseAs: 'string' }, (request, body, done) => done(null, body));
app.addHook('onRequest', async (request, reply) => {
  reply.header('x-request-id', request.id);
  if (limited(request.raw)) return reply.code(429).headers(limitHeaders).send({});
});
app.addHook('onResponse', async (request, reply) => told(request.raw, request.id, reply.statusCode));
const handler = async (request, reply) => {
  const [status, body] = answer(request.method, request.raw.url, request.body ?? '');
  return reply.code(status).type('application/json').send(JSON.stringify(body));
};
app.get('/notes', handler);
app.post('/notes', handler);
app.post('/login', handler);
app.setNotFoundHandler(handler);
app.setErrorHandler((error, request, reply) => reply.code(error.statusCode ?? 500).send({ error: 'internal' }));
const server = app.server;
await app.listen({ port: Number(process.env.PORT), host: process.env.HOST ?? '127.0.0.1' });`,
};

const ending = `
for (const name of ['uncaughtException', 'unhandledRejection'])
  process.on(name, (error) => log('fatal', { msg: name, err: { message: error?.message } }, () => process.exit(1)));
process.on('SIGTERM', () => { server.close(() => process.exit(0)); server.closeIdleConnections(); });`;
