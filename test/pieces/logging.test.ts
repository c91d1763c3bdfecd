import fc from 'fast-check';
import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { scrubber } from '../../templates/pieces/logging/any/src/security/redact.js';
import { emittedWith } from '../support/emitted-with.js';

/** As much of a finished request as is looked at here. Its module names packages that only a service has, so the compiler stays outside. */
type Finished = Readonly<Record<string, unknown>> & { readonly requestId: string };
const requestLine = new URL(
  '../../templates/pieces/logging/any/src/security/request-line.ts',
  import.meta.url,
);
const { logRequest } = (await import(/* @vite-ignore */ requestLine.href)) as {
  logRequest: (logger: never, finished: Finished) => void;
};

const emitted = emittedWith('logging');

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

it('promises its controls', () => {
  expect(emitted.piece.controls).toEqual(['logging-structured', 'logging-redaction', 'security-events']);
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

const far = '\n\n\n\n\n(basic)';

it('masks a line that has no hint as one that has: a hint saves time, and hides nothing', () => {
  const scrub = scrubber(['S3cr.t/of+ours']);
  const plain = fc.array(fc.oneof(fc.constantFrom(...scraps), fc.string({ maxLength: 6 })), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(plain, (parts) => {
      const line = parts.join('');
      // With a hint far after it, the whole pattern is tried on the line.
      expect(scrub(line + far).startsWith(scrub(line))).toBe(true);
    }),
    { numRuns: 5000 },
  );
});

it.each([
  ['{"password":"hunter2"}', 'hunter2'],
  ['PASSWD=hunter2;', 'hunter2'],
  ['Authorization: Bearer abc.def', 'abc.def'],
  ['postgres://user:hunter2@db', 'hunter2'],
  ['a eyJhbGciOi.JyZWFs.c2ln b', 'JyZWFs'],
  ['a rk_live_abc b', 'rk_live_abc'],
  ['a 4111 1111 1111 1111 b', '4111'],
  ['s3cr.t%2fof%2bours', 's3cr'],
])('masks what is secret in %s', (line, secret) => {
  expect(scrubber(['S3cr.t/of+ours'])(line)).not.toContain(secret);
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
