/**
 * Requests as bytes, made from a grammar: a sound one, of which one to three parts were replaced by odd
 * ones; and what HTTP/2 begins with. The same seed gives the same list.
 */
export function requestsFrom(seed: number, count: number): readonly string[] {
  const random = randomFrom(seed);
  const made = Array.from({ length: count - prefaces.length }, () => print(mutated(sound(random), random)));
  return [...prefaces, ...made];
}

/** What a client of HTTP/2 sends first, RFC 9113 3.4, and its like. */
const preface = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';
const prefaces = [
  preface,
  `${preface}\0\0\0\x04\0\0\0\0\0`,
  'PRI * HTTP/2.0\r\nHost: api.e2e.test\r\nConnection: close\r\n\r\n',
  'PRI /notes HTTP/1.1\r\nHost: api.e2e.test\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n\r\n',
  `GET /nowhere HTTP/1.1\r\nHost: api.e2e.test\r\nX-Forwarded-Proto: https\r\n\r\n${preface}`,
];

interface Parts {
  readonly method: string;
  readonly target: string;
  readonly version: string;
  readonly hosts: readonly string[];
  readonly protos: readonly string[];
  readonly headers: readonly string[];
  /** The lines that frame the body, and what follows the head. */
  readonly framing: readonly string[];
  readonly body: string;
}

const id = '0b8e7e5e-6c1b-4a53-9d5c-0f3f5a3c2b11';
const host = 'Host: api.e2e.test';
const json = 'Content-Type: application/json';

const bodiless = ['GET', 'HEAD', 'DELETE', 'OPTIONS'];
const paths = [
  '/notes',
  `/notes/${id}`,
  '/livez',
  '/readyz',
  '/health/details',
  '/nowhere',
  '/auth/login',
  '/.well-known/security.txt',
];

function sound(random: Random): Parts {
  const method = random.pick(['GET', 'GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
  const body = bodiless.includes(method) ? '' : '{"title":"x"}';
  return {
    method,
    target: random.pick(paths),
    version: 'HTTP/1.1',
    hosts: [host],
    protos: ['X-Forwarded-Proto: https'],
    headers: [],
    framing: body === '' ? [] : [json, `Content-Length: ${body.length}`],
    body,
  };
}

type Change = (parts: Parts, random: Random) => Partial<Parts>;

const mutated = (parts: Parts, random: Random): Parts =>
  Array.from({ length: 1 + random.below(3) }, () => random.pick(changes)).reduce(
    (changed, change) => ({ ...changed, ...change(changed, random) }),
    parts,
  );

const oddTargets = [
  ...['*', '/', '//', '/.', '/..', '///', '', '?', '#', '/#', '/?', '/??', '/?#', 'notes', ':80', '@', '\\', '/\\'],
  ...['http://', 'https://', 'http://api.e2e.test/notes', 'http://[', 'http://a:99999/', 'HTTP://x/notes', 'mailto:x'],
  ...['/%', '/%f', '/%ff', '/%00', '/%2e%2e/%2e', '/%2f', '/%5c', '/%0d%0aX-A:%20b', '/%c3%28', '/%e2%98%83', '/\xff', '/\x7f'],
  ...['/notes/', '/notes//', '//notes', '/Notes', '/notes;x=1', '/notes/;', '/notes%2f', '/%6eotes', '/%6Eotes/', '/notes%20'],
  ...['/notes?limit=5&limit=6', '/notes?limit[]=5', '/notes?__proto__=1', '/notes?limit=%', '/notes?%ff=1', '/notes?limit=5#x'],
  ...['/livez?verbose', '/livez/', '/readyz?x=%ff', '/LIVEZ', '/livez%20', '/%6civez', '/livez/../notes', '/notes/../livez'],
  ...['/%61uth/login', '/auth/%6cogin', '/auth//login', '/./auth/login', '/auth/login;x', '/AUTH/LOGIN', '/auth\\login'],
  ...[`/notes/${id}/`, `/notes/${id}/x`, '/notes/undefined', '/notes/%7e', '/notes/..', '/notes/.', '/notes/a%2fb', '/notes/a%00'],
  ...[`/notes/${'a'.repeat(101)}`, `/notes/${'a'.repeat(2_000)}`, `/${'a/'.repeat(500)}`, `/notes?${'a'.repeat(9_000)}`],
  ...['/__proto__', '/constructor', '/notes/__proto__', '/notes/constructor', '/.unreadable', '/openapi.json', '/.env'],
]; // prettier-ignore

const oddHosts = [
  ...['', ' ', '/', '//', '?', '#', '@', ':', '[', ']', '[]', '[::', '[::1]', '%', '%00', '\\', '*', '.', ',', '"', '<'],
  ...['a b', 'a\tb', '\xff', '\xc3\xa9.test', 'user@api.e2e.test', 'api.e2e.test@evil.test', 'api.e2e.test#', 'api.e2e.test/'],
  ...['api.e2e.test:443', 'API.E2E.TEST', 'api.e2e.test:', 'api.e2e.test:0', 'api.e2e.test:99999', 'api.e2e.test:x', 'api.e2e.test.'],
  ...['127.0.0.1', '127.1', '0x7f.1', '10.1.2.3:3000', '[fd00::7]:3000', 'localhost', 'evil.test', 'app:3000', 'null', 'undefined'],
  ...['__proto__', 'constructor', 'http://api.e2e.test', 'api.e2e.test,evil.test', 'a'.repeat(300), `${'a.'.repeat(200)}test`],
]; // prettier-ignore

const methods = [
  ...['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT', 'PROPFIND', 'QUERY', 'PURGE', 'M-SEARCH'],
  ...['get', 'Get', 'FOO', '', 'GET\t', '__proto__'],
]; // prettier-ignore

const bodies = [
  ...['', '{}', 'null', '[]', '1', '"x"', '{', '{"title":"x"', '{"title":"x","role":1}', '{"title":null}', '\xff\xfe', '\u0000'],
  ...['{"__proto__":{"a":1}}', '{"title":"a\\u0000"}', '{"title":"a\\ud800"}', '['.repeat(200), '{"title":"x"}{', ' ', '\xef\xbb\xbf{}'],
  ...[`{"title":"x","text":"${'y'.repeat(110_000)}"}`, `{"title":"${'y'.repeat(300)}"}`],
]; // prettier-ignore

const types = [
  ...[json, 'Content-Type: application/json; charset=utf-8', 'content-type: APPLICATION/JSON', 'Content-Type: application/json;'],
  ...['Content-Type: application/json; charset=utf-16', 'Content-Type: text/plain', 'Content-Type:', 'Content-Type: x'],
  ...['Content-Type: application/json, text/plain', 'Content-Type: multipart/form-data; boundary=x', 'Content-Type: application/problem+json'],
]; // prettier-ignore

const chunked = (text: string): string =>
  `${text === '' ? '' : `${text.length.toString(16)}\r\n${text}\r\n`}0\r\n\r\n`;

/** [lines, what follows the head]. */
const framings: readonly ((body: string) => readonly [readonly string[], string])[] = [
  (body) => [[`Content-Length: ${body.length}`], body],
  (body) => [['Transfer-Encoding: chunked'], chunked(body)],
  () => [['Transfer-Encoding: chunked'], '0\r\n\r\n'],
  () => [['Transfer-Encoding: identity'], ''],
  (body) => [['Transfer-Encoding: identity', `Content-Length: ${body.length}`], body],
  (body) => [['Transfer-Encoding: gzip, chunked'], chunked(body)],
  (body) => [['Transfer-Encoding: chunked, identity'], chunked(body)],
  (body) => [['Transfer-Encoding: Chunked'], chunked(body)],
  (body) => [['Transfer-Encoding: xchunked'], chunked(body)],
  (body) => [['Transfer-Encoding : chunked'], chunked(body)],
  (body) => [['Transfer-Encoding: chunked', `Content-Length: ${body.length}`], chunked(body)],
  (body) => [[`Content-Length: ${body.length}`, `Content-Length: ${body.length}`], body],
  (body) => [[`Content-Length: ${body.length}`, 'Content-Length: 0'], body],
  (body) => [[`Content-Length: +${body.length}`], body],
  () => [['Content-Length: -1'], ''],
  () => [['Content-Length: 0'], ''],
  () => [['Content-Length: x'], ''],
  () => [['Content-Length:'], ''],
  () => [['Content-Length: 99999999999999999999'], ''],
  () => [['Transfer-Encoding: chunked'], 'zz\r\n{}\r\n0\r\n\r\n'],
  () => [['Transfer-Encoding: chunked'], '2;ext=1\r\n{}\r\n0\r\nX-Trailer: 1\r\n\r\n'],
  (body) => [['Content-Encoding: gzip', `Content-Length: ${body.length}`], body],
  (body) => [['Content-Encoding: identity', `Content-Length: ${body.length}`], body],
  (body) => [['Expect: 100-continue', `Content-Length: ${body.length}`], body],
  (body) => [['Expect: 200-ok', `Content-Length: ${body.length}`], body],
]; // prettier-ignore

const oddHeaders = [
  ...['If-None-Match: *', 'If-Match: *', 'If-None-Match: "x"', 'If-Modified-Since: Thu, 01 Jan 2099 00:00:00 GMT', 'Range: bytes=0-0'],
  ...['Accept: text/html', 'Accept: */*;q=0', 'Accept-Encoding: gzip', 'Accept-Charset: x', 'TE: trailers', 'Accept-Version: 1.x'],
  ...['X-HTTP-Method-Override: DELETE', 'X-Original-URL: /health/details', 'X-Rewrite-URL: /livez', 'X-Forwarded-Host: evil.test'],
  ...['Origin: https://app.e2e.test', 'Origin: https://evil.test', 'Origin: null', 'Origin:', 'Origin: x, y'],
  ...['Access-Control-Request-Method: POST', 'Access-Control-Request-Headers: baggage', 'Access-Control-Request-Private-Network: true'],
  ...['Authorization: Bearer x', 'Authorization:', 'Authorization: Basic Og==', 'Cookie: a=b; __proto__=1', 'Proxy-Connection: keep-alive'],
  ...['X-Request-Id: \xff', `X-Request-Id: ${id}`, 'X-Request-Id: ../../x', 'Forwarded: for=1;proto=http', 'Via: 1.1 x', 'Max-Forwards: 0'],
  ...[': x', 'X', 'X : y', 'X\x00: y', 'X: \x01', ' X: y', 'Referer: \\', `X-Long: ${'x'.repeat(15_000)}`, `X-Longer: ${'x'.repeat(20_000)}`],
]; // prettier-ignore

const oddProtos = [
  ...[[], ['http'], ['https,http'], ['http,https'], ['https, https'], ['HTTPS'], ['https,'], [','], [''], ['https;'], ['wss']],
  ...[['https', 'http'], ['http', 'https'], ['https', 'https'], [' https '], ['\xff']],
]; // prettier-ignore

const hostLines = [
  [],
  [host, host],
  [host, 'host: evil.test'],
  ['hOST: api.e2e.test'],
  ['Host : api.e2e.test'],
];
const versions = ['HTTP/1.0', 'HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', 'HTTP/1.2', 'http/1.1', 'HTTP/1', ''];

const changes: readonly Change[] = [
  (_, random) => ({ target: random.pick(oddTargets) }),
  (_, random) => ({ target: random.pick(oddTargets) }),
  (_, random) => ({ target: respelled(random.pick(paths), random) }),
  (_, random) => ({ hosts: [`Host: ${random.pick(oddHosts)}`] }),
  (_, random) => ({ hosts: [`Host:${random.pick(oddHosts)}`] }),
  (_, random) => ({ hosts: random.pick(hostLines) }),
  (_, random) => ({ method: random.pick(methods) }),
  (_, random) => ({ version: random.pick(versions) }),
  (_, random) => ({ protos: random.pick(oddProtos).map((value) => `X-Forwarded-Proto: ${value}`) }),
  (_, random) => framed(random.pick(bodies), random.pick(types), random),
  (_, random) => framed('{"title":"x"}', random.pick([json, json, `${json}\r\ncontent-type: text/plain`]), random),
  (parts, random) => ({ headers: [...parts.headers, random.pick(oddHeaders)] }),
  (parts, random) => ({ headers: [...parts.headers, random.pick(oddHeaders), random.pick(oddHeaders)] }),
]; // prettier-ignore

function framed(body: string, type: string, random: Random): Partial<Parts> {
  const [lines, text] = random.pick(framings)(body);
  return { framing: random.below(4) === 0 ? lines : [type, ...lines], body: text };
}

/** Some of its letters escaped, in either case, doubled or with a dot between. */
const respelled = (path: string, random: Random): string =>
  [...path]
    .map((char) => {
      if (char === '/') return random.below(8) === 0 ? random.pick(['//', '/./', '%2f', '/x/../']) : char;
      const hex = char.charCodeAt(0).toString(16).padStart(2, '0');
      return random.below(5) === 0 ? `%${random.below(2) === 0 ? hex : hex.toUpperCase()}` : char;
    })
    .join('');

const print = ({ method, target, version, hosts, protos, headers, framing, body }: Parts): string =>
  [
    [method, target, version].join(' ').trimEnd(),
    ...[...hosts, ...protos, ...headers, ...framing, 'Connection: close', '', body],
  ].join('\r\n');

interface Random {
  below(limit: number): number;
  pick<T>(list: readonly T[]): T;
}

/** mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): Random {
  let state = seed;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
  return { below, pick: (list) => list[below(list.length)] as (typeof list)[number] };
}
