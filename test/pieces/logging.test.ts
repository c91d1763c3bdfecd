import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { scrubber } from '../../templates/pieces/logging/any/src/security/redact.js';
import { emittedWith } from '../support/emitted-with.js';

const emitted = emittedWith('logging');

/** The emitted module, with those that it imports; pino is a package that only a service has. */
const folder = mkdtempSync(join(import.meta.dirname, '.request-log-'));
afterAll(() => rmSync(folder, { recursive: true }));
for (const name of ['request-log.ts', 'problem.ts', 'http-strict.ts', 'requests.ts', 'headers.ts'])
  writeFileSync(join(folder, name), emitted.text(`src/security/${name}`));
writeFileSync(join(folder, 'logger.ts'), 'export const requestContext = undefined;\n');

/** As much of a finished request as is looked at here. */
type Finished = Readonly<Record<string, unknown>> & { readonly requestId: string };
const { logRequest } = (await import(/* @vite-ignore */ join(folder, 'request-log.ts'))) as {
  logRequest: (logger: never, finished: Finished) => void;
};

it('brings its files', () => {
  expect(emitted.paths).toEqual(
    expect.arrayContaining([
      'src/security/logger.ts',
      'src/security/redact.ts',
      'src/security/request-log.ts',
    ]),
  );
});

it('joins the composition root once', () => {
  expect(emitted.root.split('app.use(requestLog(ctx.logger));')).toHaveLength(2);
});

/** Pieces of lines: what is masked, what nearly is, and what lies between. */
const scraps = [
  ...[
    'password',
    'Api-Key',
    'x_private_key',
    'cookie',
    'notes',
    'msg',
    '"',
    '\\"',
    "'",
    ':',
    '=',
    ' ',
    ',',
    '{',
    '}',
  ],
  ...[
    'Bearer ',
    'basic ',
    'postgres',
    '://',
    'user:',
    '@',
    'eyJhbGciOi',
    'JyZWFs',
    '.',
    '_',
    '-',
    'rk_',
    'live_',
  ],
  ...[
    '4111 1111 1111 1111',
    '4111-1111-1111-1112',
    '4242424242424242',
    '1795517750368',
    '2026-11-24T10:55:54.498Z',
  ],
  ...[
    '0f8fad5b-d9cb-469f-a165-70867728950e',
    'S3cr.t/of+ours',
    'S3cr.t%2Fof%2Bours',
    '/notes',
    '198.51.100.7',
    '\n',
  ],
];

const far = 'basic';
const msgOf = (line: string): unknown => (JSON.parse(line) as { readonly msg: unknown }).msg;

it('masks a line that has no hint as one that has: a hint saves time, and hides nothing', () => {
  const scrub = scrubber(['S3cr.t/of+ours']);
  const plain = fc.array(fc.oneof(fc.constantFrom(...scraps), fc.string({ maxLength: 6 })), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(plain, (parts) => {
      const line = parts.join('');
      // With a hint elsewhere in the line, all of it is looked at.
      expect(msgOf(scrub(JSON.stringify({ msg: line, far })))).toBe(
        msgOf(scrub(JSON.stringify({ msg: line }))),
      );
    }),
    { numRuns: 5000 },
  );
});

it.each([
  ['{"password":"hunter2"}', 'hunter2'],
  ['PASSWD=hunter2;', 'hunter2'],
  ['Authorization: Bearer abc.def', 'abc.def'],
  ['Authorization: Digest username="a", response="hunter2"', 'hunter2'],
  ['Cookie: a=1; b=hunter2', 'hunter2'],
  ['sent {"tokens":["a\\"b","hunter2"]}', 'hunter2'],
  ["{ credentials: { user: 'a', pass: 'hunter2' } }", 'hunter2'],
  ['{\\"password\\":\\"hunter2\\"}', 'hunter2'],
  ['/login?next=%2F%3Ftoken%3Dhunter2', 'hunter2'],
  ['%7B%22password%22%3A%22hunter2%22%7D', 'hunter2'],
  ['postgres://user:hunter2@db', 'hunter2'],
  ['a eyJhbGciOi.JyZWFs.c2ln b', 'JyZWFs'],
  ['a rk_live_abc b', 'rk_live_abc'],
  ['-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----', 'hunter2'],
  ['a 4111 1111 1111 1111 b', '4111'],
  ['2026 4111 1111 1111 1111 2027', '4111'],
  ['a 3782-822463-10005 b', '3782'],
  ['a 6205500000000000004 b', '6205'],
  ['s3cr.t%2fof%2bours', 's3cr'],
])('masks what is secret in %s', (text, secret) => {
  expect(msgOf(scrubber(['S3cr.t/of+ours'])(JSON.stringify({ msg: text })))).not.toContain(secret);
});

it.each([
  'promptTokens: 100, password: null, hasSecret=true',
  '1764333333000 1764333333000000 1764333333000000000 4242424242424',
  '0.4242424242424242 ratio of 20261124105554',
  'bypass: yes; compass: north',
  'Unexpected token } in JSON',
])('leaves %s as it is', (text) => {
  expect(msgOf(scrubber([])(JSON.stringify({ msg: text, token: 'x' })))).toBe(text);
});

it('masks values, and what is no secret keeps its kind', () => {
  const given = {
    ...{ password: null, passwordSet: true, promptTokens: 100, tokenExpiresAt: 1764333333000, otp: 123456 },
    ...{
      password2: 'x',
      secret: 1234,
      tokens: ['x', 2],
      cookies: { a: 'x', b: [false, 3] },
      pan: 4111111111111111,
    },
    ...{ rawHeaders: ['Cookie', 'a=1; b=2', 'Host', 'a'], member: { name: 'password', value: 'x' } },
    ...{ ratio: 0.4242424242424242, negative: -4111111111111111, body: '{"token":"x","n":1}' },
  };
  expect(JSON.parse(scrubber([])(JSON.stringify(given)))).toEqual({
    ...{
      password: null,
      passwordSet: true,
      promptTokens: 100,
      tokenExpiresAt: 1764333333000,
      otp: '[redacted]',
    },
    ...{ password2: '[redacted]', secret: '[redacted]', tokens: ['[redacted]', 2] },
    ...{ cookies: { a: '[redacted]', b: [false, '[redacted]'] }, pan: '[redacted]' },
    ...{
      rawHeaders: ['Cookie', '[redacted]', 'Host', 'a'],
      member: { name: 'password', value: '[redacted]' },
    },
    ...{ ratio: 0.4242424242424242, negative: -4111111111111111, body: '{"token":"[redacted]","n":1}' },
  });
});

it('takes time that grows with the length of a text, whatever it is', () => {
  const repeated = [
    'password=',
    '\\',
    '{"token":[',
    'token:"',
    'token:\'\\"',
    '4111 ',
    'basic ',
    '://a:',
    'token',
    'set-',
  ];
  for (const part of repeated) {
    const started = performance.now();
    scrubber([])(JSON.stringify({ msg: part.repeat(100_000 / part.length), token: 'x' }));
    expect(performance.now() - started).toBeLessThan(2000);
  }
});

it('writes the line of a request at the end of the turn, and not after the process', async () => {
  const lines: unknown[] = [];
  const logger = { info: (line: unknown) => lines.push(line) } as unknown as Parameters<typeof logRequest>[0];
  const finished: Finished = {
    ...{ requestId: 'id', method: 'GET', url: '/notes/4111111111111111?token=x', client: '192.0.2.1' },
    ...{ status: 200, problem: undefined, outcome: 'answered', started: performance.now() },
  };
  logRequest(logger, finished);
  expect(lines).toEqual([]);
  await setImmediate();
  expect(lines).toMatchObject([{ path: '/notes/:masked', client: '192.0.2.1', status: 200 }]);
  logRequest(logger, finished);
  for (const listener of process.listeners('exit')) if (listener.name === 'writeLines') listener(0);
  expect(lines).toHaveLength(2);
  await setImmediate();
  expect(lines).toHaveLength(2);
});
