import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openRepo } from '../../../src/repo/repo.js';
import { goodRequestsIn } from '../../../src/verify/good-requests/read-good-requests.js';
import { verify, type Verification } from '../../../src/verify/verify.js';
import { usableWalls } from '../../e2e/support/usable-walls.js';

/**
 * A small service whose orders are behind a login that is asked for before anything is looked at, and whose photos
 * come in a form that no document describes. With items, an order can be changed and deleted, and a paid one not twice.
 */
const server = `
const { createServer } = require('node:http');
const { randomUUID } = require('node:crypto');
const flaws = process.env.FLAWS ?? '';
const hasItems = process.env.ITEMS === 'yes';
const sessions = new Set();
const orders = new Map();
let logins = 0;
let failures = 0;
const document = {
  openapi: '3.1.0',
  paths: {
    '/session': {
      post: {
        requestBody: { content: { 'application/json': { schema: {
          type: 'object', additionalProperties: false, required: ['name', 'password'],
          properties: {
            name: { type: 'string', maxLength: 20, example: 'ada' },
            password: { type: 'string', maxLength: 50 },
          },
        } } } },
        responses: { 204: {}, 400: {}, 401: {} },
      },
      delete: { responses: { 204: {}, 401: {} } },
    },
    '/orders': {
      get: {
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1 } }],
        responses: { 200: {}, 400: {}, 401: {} },
      },
      post: {
        requestBody: { content: { 'application/json': { schema: {
          type: 'object', additionalProperties: false, required: ['title'],
          properties: { title: { type: 'string', minLength: 1, maxLength: 20 } },
        } } } },
        responses: { 201: {}, 400: {}, 401: {} },
      },
    },
    '/photos': { post: { requestBody: { content: { 'multipart/form-data': {} } }, responses: { 201: {}, 400: {} } } },
  },
};
const change = {
  type: 'object', additionalProperties: false, required: ['title'],
  properties: { title: { type: 'string', minLength: 1, maxLength: 20 } },
};
const one = [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }];
if (hasItems) {
  delete document.paths['/photos'];
  document.paths['/orders'].post.responses[201] = { content: { 'application/json': { schema: {
    type: 'object', properties: { id: { type: 'string' }, title: { type: 'string' } },
  } } } };
  document.paths['/orders/{id}'] = {
    parameters: one,
    patch: {
      requestBody: { content: { 'application/json': { schema: change } } },
      responses: { 200: {}, 400: {}, 401: {}, 404: {} },
    },
    delete: { responses: { 204: {}, 400: {}, 401: {}, 404: {} } },
  };
  document.paths['/orders/{id}/payment'] = {
    parameters: one,
    post: { responses: { 204: {}, 400: {}, 401: {}, 409: {} } },
  };
}
createServer((req, res) => {
  const chunks = [];
  req.on('data', (chunk) => chunks.push(chunk));
  req.on('end', () => {
    const body = Buffer.concat(chunks);
    if (body.length > 50_000) res.writeHead(413).end();
    else answer(req, res, body.toString('latin1'));
  });
}).listen(Number(process.env.PORT));

function answer(req, res, body) {
  const url = new URL(req.url, 'http://x');
  const end = (status, value = {}, headers = {}) =>
    res.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
  const type = (req.headers['content-type'] ?? '').split(';')[0];
  const line = req.method + ' ' + url.pathname;
  if (line === 'GET /') return end(200);
  if (line === 'GET /counts') return end(200, { logins, failures });
  if (line === 'GET /openapi.json') return end(200, document);
  const cookie = /(?:^|; )sid=([^;]*)/.exec(req.headers.cookie ?? '')?.[1];
  if (line === 'POST /session') {
    if (type !== 'application/json') return end(415);
    const given = parsed(body);
    if (!fits(given, { name: 20, password: 50 }) || [...url.searchParams].length > 0) return end(400);
    if (given.name !== 'ada' || given.password !== 'a long and good one') { failures++; return end(401); }
    logins++;
    const id = String(Math.random()).slice(2);
    sessions.add(id);
    return end(204, {}, { 'set-cookie': ['sid=' + id + '; Expires=Wed, 09 Jun 2100 10:18:14 GMT', 'old=; Max-Age=0'] });
  }
  if (line === 'DELETE /session') {
    if (!sessions.has(cookie)) return end(401);
    if ([...url.searchParams].length > 0 || body !== '') return end(400);
    sessions.delete(cookie);
    return end(204);
  }
  if (line === 'GET /orders') {
    if (!sessions.has(cookie)) return end(401);
    const isGood = /^(?:\\?limit=[1-9]\\d*)?$/.test(url.search);
    return end(isGood || flaws.includes('any query') ? 200 : 400, []);
  }
  if (line === 'POST /orders') {
    if (!sessions.has(cookie)) return end(401);
    if (type !== 'application/json' && !flaws.includes('any type')) return end(415);
    const given = parsed(body);
    const isGood = fits(given, { title: 20 }) && [...url.searchParams].length === 0;
    if (!isGood && !flaws.includes('any order')) return end(400);
    const id = randomUUID();
    orders.set(id, given);
    return end(201, { id, ...given });
  }
  const [, id, step] = /^\\/orders\\/([^/]+)(\\/payment)?$/.exec(url.pathname) ?? [];
  if (hasItems && id !== undefined) {
    if (!sessions.has(cookie)) return end(401);
    const order = orders.get(id);
    // As many services do: what is not there, or was done before, is looked for first.
    if (order === undefined) return end(404);
    if (step !== undefined && order.paid) return end(409);
    if ([...url.searchParams].length > 0) return end(400);
    if (step !== undefined && req.method === 'POST') {
      if (body !== '') return end(400);
      orders.set(id, { ...order, paid: true });
      return end(204);
    }
    if (step === undefined && req.method === 'DELETE') {
      if (body !== '') return end(400);
      orders.delete(id);
      return end(204);
    }
    if (step === undefined && req.method === 'PATCH') {
      if (type !== 'application/json') return end(415);
      const given = parsed(body);
      if (!fits(given, { title: 20 }) && !flaws.includes('any change')) return end(400);
      orders.set(id, { ...order, ...given });
      return end(200, { id, ...given });
    }
  }
  if (line === 'POST /photos') {
    if (type !== 'multipart/form-data') return end(415);
    const names = [...body.matchAll(/name="(\\w+)"(; filename)?/g)].map(([, name, file]) => name + (file ? '!' : ''));
    const isGood = names.join() === 'title,photo!' && [...url.searchParams].length === 0;
    return isGood || flaws.includes('any photo') ? end(201) : end(400);
  }
  return end(404);
}
function parsed(body) { try { return JSON.parse(body); } catch { return undefined; } }
function fits(value, members) {
  return typeof value === 'object' && value !== null && !Array.isArray(value) &&
    Object.keys(value).every((key) => Object.hasOwn(members, key)) &&
    Object.entries(members).every(([name, most]) =>
      typeof value[name] === 'string' && value[name].length > 0 && value[name].length <= most &&
      value[name].isWellFormed() && !value[name].includes('\\0'));
}
`;

type Files = Readonly<Record<string, string>>;

/** A folder with files, until the test ends. */
export function folderWith(files: Files): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'rampart-good-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

interface Shop {
  /** What rampart.probes.json says; undefined for no such file. */
  readonly probes?: unknown;
  /** What is wrong with the service: 'any order', 'any photo', 'any type', 'any change'. */
  readonly flaws?: string;
  /** Whether orders can be changed, paid and deleted; then there are no photos. */
  readonly items?: 'yes' | 'no';
  readonly variables?: Files;
  readonly only: readonly string[];
}

/** Boots the shop and verifies some controls. */
export async function verifyShop({
  probes,
  flaws = '',
  items = 'no',
  variables = {},
  only,
}: Shop): Promise<Verification> {
  const files = {
    'package.json': JSON.stringify({ name: 'shop', scripts: { start: 'node server.js' } }),
    'server.js': server
      .replace("process.env.FLAWS ?? ''", () => JSON.stringify(flaws))
      .replace('process.env.ITEMS', () => JSON.stringify(items)),
    'test/sea.png': 'a picture',
    ...(probes === undefined ? {} : { 'rampart.probes.json': JSON.stringify(probes) }),
  };
  return verifyFiles(files, { variables, only });
}

/** Boots a service of these files and verifies some controls. */
export async function verifyFiles(
  files: Files,
  { variables = {}, only }: Pick<Shop, 'variables' | 'only'>,
): Promise<Verification> {
  const root = folderWith(files);
  const given = goodRequestsIn(root, variables);
  return verify({
    repo: openRepo(root),
    boot: 'boot',
    url: undefined,
    reach: 'reads',
    environment: 'development',
    only,
    routes: [],
    earlier: [],
    ...(given !== undefined && { given }),
    now: () => new Date(),
    tell: () => undefined,
    walls: usableWalls(),
  });
}

/** 'input-validation-coverage: fail: bad input is taken (POST /photos ...)' for each verdict. */
export const verdictsOf = ({ verdicts }: Verification): readonly string[] =>
  verdicts.map(
    ({ control, outcome, because, where = '' }) => `${control.id}: ${outcome}: ${because} (${where})`,
  );
