import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RampartError, exits } from '../../../src/errors.js';
import { loginFor, requestWords } from '../../../src/verify/good-requests/good-requests.js';
import { goodRequestsIn } from '../../../src/verify/good-requests/read-good-requests.js';
import { folderWith } from './shop.js';

const read = (probes: unknown, files: Readonly<Record<string, string>> = {}, variables = {}) => {
  const text = typeof probes === 'string' ? probes : JSON.stringify(probes);
  return goodRequestsIn(folderWith({ 'rampart.probes.json': text, ...files }), variables);
};

function faultOf(act: () => unknown): RampartError {
  try {
    act();
  } catch (error) {
    if (error instanceof RampartError) return error;
    throw error;
  }
  throw new Error('It was taken.');
}

describe('rampart.probes.json', () => {
  it('is no duty', () => {
    expect(goodRequestsIn(folderWith({}), {})).toBeUndefined();
    expect(read({})).toEqual({ logins: [], requests: [] });
  });

  it('is as the README shows it', () => {
    const readme = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8');
    const [, example = ''] = /^```json\n(.*?)^```$/ms.exec(readme) ?? [];
    const given = read(example, { 'test/sea.png': 'a picture' }, { PROBE_PASSWORD: 'x' });
    expect(given?.requests.map(requestWords)).toEqual(['POST /orders', 'PUT /orders/{id}', 'POST /photos']);
    expect(given?.logins).toMatchObject([{ name: 'user', paths: ['/orders'] }]);
  });

  it('leaves a param that is made open, and says what makes it', () => {
    const { requests = [] } =
      read({
        logins: { user: { headers: { 'X-Key': 'one' }, paths: ['/orders'] } },
        requests: [
          { method: 'POST', path: '/orders', json: { old: 1 } },
          { method: 'POST', path: '/orders', json: {} },
          {
            path: '/shops/{shop}/{id}',
            params: { shop: '7/8', id: { from: 'POST /orders', pointer: '/a~1b' } },
            query: { q: '{id}' },
          },
        ],
      }) ?? {};
    expect(requests[2]?.ask).toMatchObject({
      path: '/shops/7%2F8/{id}?q=%7Bid%7D',
      made: [
        { name: 'id', by: { method: 'POST', path: '/orders', body: '{}', login: 'user' }, pointer: '/a~1b' },
      ],
    });
  });

  it('gives requests as they are sent', () => {
    const { requests = [] } =
      read(
        {
          requests: [
            { path: '/orders/{id}', params: { id: '7/8' }, query: { full: 'yes & no' } },
            { method: 'PUT', path: '/orders/7', json: null, headers: { 'If-Match': '"1"' } },
            { method: 'POST', path: '/search', form: { q: 'a b' } },
            { method: 'PUT', path: '/files/a', body: { base64: 'AAEC', type: 'application/octet-stream' } },
            { method: 'POST', path: '/notes', body: { file: 'a/note.txt', type: 'text/plain' } },
          ],
        },
        { 'a/note.txt': 'a note' },
      ) ?? {};
    expect(requests.map(({ ask }) => ({ ...ask, body: ask.body && String(ask.body) }))).toEqual([
      { method: 'GET', path: '/orders/7%2F8?full=yes+%26+no', headers: {} },
      {
        method: 'PUT',
        path: '/orders/7',
        headers: { 'If-Match': '"1"', 'content-type': 'application/json' },
        body: 'null',
      },
      {
        method: 'POST',
        path: '/search',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'q=a+b',
      },
      {
        method: 'PUT',
        path: '/files/a',
        headers: { 'content-type': 'application/octet-stream' },
        body: '\0\x01\x02',
      },
      { method: 'POST', path: '/notes', headers: { 'content-type': 'text/plain' }, body: 'a note' },
    ]);
  });

  it('gives a form with a file, whatever the file has in it', () => {
    const photo = { file: 'a "b".png', type: 'image/png' };
    const given = read(
      { requests: [{ method: 'POST', path: '/photos', multipart: { title: 'Sea', photo } }] },
      { 'a "b".png': '--rampart\r\n' },
    );
    const { headers, body } = given?.requests[0]?.ask ?? {};
    const [, boundary = ''] = /boundary=(\S+)$/.exec(String(headers?.['content-type'])) ?? [];
    expect(String(body)).toBe(
      `--${boundary}\r\nContent-Disposition: form-data; name="title"\r\n\r\nSea\r\n` +
        `--${boundary}\r\nContent-Disposition: form-data; name="photo"; filename="a %22b%22.png"\r\n` +
        `Content-Type: image/png\r\n\r\n--rampart\r\n\r\n--${boundary}--\r\n`,
    );
  });

  it('takes secrets of logins from variables', () => {
    const probes = {
      logins: {
        user: { request: { path: '/session', json: { name: 'ada', in: [{ env: 'PROBE_ONE' }] } } },
        other: { request: { path: '/in', form: { password: { env: 'PROBE_TWO' } } }, token: '/token' },
        key: { headers: { 'X-Key': { env: 'PROBE_ONE' } } },
      },
    };
    const given = read(probes, {}, { PROBE_ONE: 'one' });
    expect(given?.logins).toMatchObject([
      { name: 'user', ask: { method: 'POST', path: '/session', body: '{"name":"ada","in":["one"]}' } },
      {
        name: 'other',
        missing: 'PROBE_TWO',
        token: { pointer: '/token', header: 'authorization', value: 'Bearer {token}' },
      },
      { name: 'key', headers: { 'x-key': 'one' } },
    ]);
  });

  it.each([
    ['text', '{', 'text that is not JSON'],
    ['a list', [], 'the whole is no table'],
    ['an unknown member', { request: [] }, 'the whole has an unknown member "request"'],
    [
      'an unknown member inside',
      { requests: [{ path: '/', jsn: {} }] },
      '"requests.0" has an unknown member "jsn"',
    ],
    ['no path', { requests: [{}] }, '"requests.0.path" is no string'],
    [
      'another address',
      { requests: [{ path: 'https://other.example/' }] },
      '"requests.0.path" is no path of the service',
    ],
    [
      'a hidden address',
      { requests: [{ path: '//other.example/' }] },
      '"requests.0.path" is no path of the service',
    ],
    [
      'a login elsewhere',
      { logins: { a: { request: { path: 'http://other.example/' } } } },
      '"logins.a.request.path" is no path of the service',
    ],
    [
      'a line break',
      { requests: [{ path: '/a\r\nHost: other.example' }] },
      '"requests.0.path" is no path of the service',
    ],
    ['a query in the path', { requests: [{ path: '/a?b=c' }] }, '"requests.0.path" has a query'],
    ['a method', { requests: [{ path: '/', method: 'TRACE' }] }, '"requests.0.method" is none of GET, HEAD'],
    ['a body of a GET', { requests: [{ path: '/', json: {} }] }, '"requests.0" is a GET with a body'],
    [
      'two bodies',
      { requests: [{ path: '/', method: 'POST', json: {}, form: {} }] },
      '"requests.0" has more than one of json',
    ],
    ['a missing param', { requests: [{ path: '/{id}' }] }, '"requests.0.params" has no "id"'],
    [
      'a param that is neither',
      { requests: [{ path: '/{id}', params: { id: { from: 'POST /' } } }] },
      '"requests.0.params.id" is no text, and not such as {"from": "POST /orders", "pointer": "/id"}',
    ],
    [
      'a param from a place that is none',
      { requests: [{ path: '/{id}', params: { id: { from: 'POST /', pointer: 'id' } } }] },
      '"requests.0.params.id" is no text, and not such as',
    ],
    [
      'a param from what comes later',
      {
        requests: [
          { path: '/orders/{id}', params: { id: { from: 'POST /orders', pointer: '/id' } } },
          { method: 'POST', path: '/orders', json: {} },
        ],
      },
      '"requests.0.params.id.from" is POST /orders, and no request before it is that',
    ],
    [
      'a param from itself',
      { requests: [{ path: '/{id}', params: { id: { from: 'GET /{id}', pointer: '/id' } } }] },
      '"requests.0.params.id.from" is GET /{id}, and no request before it is that',
    ],
    ['a param too many', { requests: [{ path: '/', params: { id: '1' } }] }, '"requests.0.params" has "id"'],
    [
      'a header of the proxy',
      { requests: [{ path: '/', headers: { 'X-Forwarded-For': '1.2.3.4' } }] },
      '"requests.0.headers" has a header that rampart makes',
    ],
    [
      'a Host',
      { logins: { a: { headers: { Host: 'other.example' } } } },
      '"logins.a.headers" has a header that rampart makes',
    ],
    [
      'a token in a request',
      { requests: [{ path: '/', headers: { Authorization: 'Bearer x' } }] },
      '"requests.0.headers" has what belongs to a login',
    ],
    [
      'two lines in a header',
      { requests: [{ path: '/', headers: { A: 'b\r\nC: d' } }] },
      '"requests.0.headers.A" is no value of a header',
    ],
    [
      'no such login',
      { requests: [{ path: '/', login: 'user' }] },
      '"requests.0.login" is none of the logins',
    ],
    [
      'an inherited login',
      { requests: [{ path: '/', login: 'toString' }] },
      '"requests.0.login" is none of the logins',
    ],
    ['an empty login', { logins: { a: {} } }, '"logins.a" has no request and no headers'],
    [
      'a token from nowhere',
      { logins: { a: { headers: {}, token: '/x' } } },
      '"logins.a" has a token, and no request',
    ],
    [
      'a header without its place',
      { logins: { a: { request: { path: '/' }, token: '/x', header: 'A: b' } } },
      '"logins.a.header" is no header such as',
    ],
    [
      'two logins of one path',
      { logins: { a: { headers: {}, paths: ['/'] }, b: { headers: {}, paths: ['/'] } } },
      'two logins name the path /',
    ],
    [
      'a variable of the machine',
      { logins: { a: { headers: { A: { env: 'AWS_SECRET_ACCESS_KEY' } } } } },
      '"logins.a.headers.A" is no text and no {"env": "PROBE_..."}',
    ],
    [
      'a variable in a body',
      { logins: { a: { request: { path: '/', json: { p: { env: 'HOME' } } } } } },
      '"logins.a.request.json" has a variable that does not begin with PROBE_',
    ],
    [
      'a variable of a request',
      { requests: [{ path: '/', method: 'POST', json: { a: { env: 'PROBE_A' } } }] },
      '"requests.0.json" has a variable: only logins',
    ],
    [
      'a file that is not there',
      { requests: [{ path: '/', method: 'PUT', body: { file: 'a', type: 'a/b' } }] },
      '"requests.0.body.file": a is not there',
    ],
    [
      'a file outside',
      { requests: [{ path: '/', method: 'PUT', body: { file: 'a/../../b', type: 'a/b' } }] },
      'lies outside of the folder',
    ],
    [
      'a file at the root',
      { requests: [{ path: '/', method: 'PUT', body: { file: '/etc/hostname', type: 'a/b' } }] },
      'lies outside of the folder',
    ],
    [
      'a part that is neither',
      { requests: [{ path: '/', method: 'PUT', multipart: { a: { file: 'x', text: 'y' } } }] },
      '"requests.0.multipart.a" is no text, and no file',
    ],
  ])('is refused with the place: %s', (_, probes, problem) => {
    const error = faultOf(() => read(probes));
    expect([error.code, error.exit]).toEqual(['RAMPART_BAD_PROBES', exits.badInput]);
    expect(error.message).toContain(problem);
  });

  it('reads no file through a link', () => {
    const folder = folderWith({
      'rampart.probes.json': JSON.stringify({
        requests: [{ path: '/', method: 'PUT', body: { file: 'in/hostname', type: 'a/b' } }],
      }),
    });
    symlinkSync('/etc', join(folder, 'in'));
    expect(faultOf(() => goodRequestsIn(folder, {})).message).toContain('lies behind a link');
  });
});

describe('loginFor', () => {
  it.each([
    ['GET', '/orders', 'all'],
    ['GET', '/admin', 'admin'],
    ['GET', '/admin/users?x=1', 'admin'],
    ['GET', '/administration', 'all'],
    ['POST', '/session', undefined],
    ['DELETE', '/session', 'all'],
  ])('%s %s: %s', (method, path, login) => {
    const given = read({
      logins: {
        all: { request: { path: '/session' }, paths: ['/'] },
        admin: { headers: {}, paths: ['/admin'] },
      },
    });
    expect(given && loginFor(given, { method, path })).toBe(login);
  });
});
