import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frameworks } from '../../generators/frameworks/index.js';
import { vary } from '../documents/variations.js';
import { raw, request, type Answer } from './support/raw.js';
import { inTurn } from './support/sample.js';
import { boot, generate, install, productionEnv, run, type Booted } from './support/service.js';

const json = { 'Content-Type': 'application/json' };

/** What the document of a usual route allows passes, and what it forbids is refused, on each framework alike. */
describe.each(inTurn(frameworks).map(({ id }) => id))('routes of users on %s', (framework) => {
  let service: Booted;

  beforeAll(async () => {
    const folder = generate(`variations-${framework}`, ['--framework', framework, '--preset', 'full']);
    vary(folder, framework);
    install(folder);
    run('npm', ['run', 'build'], folder);
    service = await boot(folder, { TRUST_PROXY: '127.0.0.1' });
  }, 300_000);
  afterAll(() => (service as Booted | undefined)?.stop());

  it.each<[status: number, line: string, headers?: Record<string, string>, body?: unknown]>([
    [200, 'GET /shelf/search'],
    [200, 'GET /shelf/search?min=5&price=1.5&color=red&since=2024-02-29&exact=true&word=&tag=x&tag=y'],
    [200, 'GET /shelf/search?price=1e2'],
    [400, 'GET /shelf/search?min='],
    [400, 'GET /shelf/search?min=0x10'],
    [400, 'GET /shelf/search?min=%205'],
    [400, 'GET /shelf/search?min=1&min=2'],
    [400, 'GET /shelf/search?min=1.5'],
    [400, 'GET /shelf/search?min=101'],
    [400, 'GET /shelf/search?since=2023-02-29'],
    [400, 'GET /shelf/search?tag=1&tag=2&tag=3&tag=4&tag=5&tag=6'],
    [202, 'POST /shelf/books', json, book({})],
    [202, 'POST /shelf/books', json, book({ subtitle: 'x', soldAt: '2024-01-01T00:00:00+02:00' })],
    [400, 'POST /shelf/books', json, book({ title: null })],
    [400, 'POST /shelf/books', json, book({ title: '\0' })],
    [400, 'POST /shelf/books', json, book({ author: { name: 'x', age: 1 } })],
    [409, 'POST /shelf/books', json, book({ title: 'conflict' })],
    [200, 'PUT /shelf/books', json, [book({}), book({})]],
    [400, 'PUT /shelf/books', json, book({})],
    [204, 'PATCH /shelf/books', json, { kind: 'burn' }],
    [400, 'PATCH /shelf/books', json, { kind: 'burn', title: 'x' }],
    [201, 'POST /shelf/tickets'],
    [400, 'POST /shelf/tickets', json, {}],
    [200, 'GET /shelf/places/abc/books/5'],
    [400, 'GET /shelf/places/abc/books/0x5'],
    [400, 'GET /shelf/places/ABC/books/5'],
    [200, 'GET /shelf/tenant', { 'X-Tenant': 'abc', 'X-Depth': '3' }],
    [400, 'GET /shelf/tenant', { 'X-Tenant': 'abc', 'X-Depth': '0x3' }],
    [400, 'GET /shelf/tenant'],
    [200, 'PUT /shelf/cover', { 'Content-Type': 'image/png' }, 'bytes'],
  ])('answers %i: %s %j %j', async (status, line, headers = {}, body = undefined) => {
    expect((await ask(line, headers, body)).status).toBe(status);
  });

  it.each(['text/html', '*/*'])('sends a client that wants %s to another place', async (Accept) => {
    const { status, headers } = await ask('GET /shelf/old', { Accept });
    expect([status, headers.get('location')]).toEqual([302, ['/shelf/new']]);
  });

  const ask = (line: string, headers: Record<string, string>, body?: unknown): Promise<Answer> =>
    raw({
      port: service.port,
      chunks: [
        request(
          line,
          { Host: new URL(productionEnv.PUBLIC_ORIGIN).host, 'X-Forwarded-Proto': 'https', ...headers },
          typeof body === 'object' ? JSON.stringify(body) : (body as string | undefined),
        ),
      ],
    });
});

function book(over: object): object {
  const usual = { title: 'a', subtitle: null, color: 'red', published: '2024-02-29', author: { name: 'x' } };
  return { ...usual, price: 1.5, pages: 3, ...over };
}
