import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { createLogger, type Logger } from '../src/security/logger.js';

const own = randomBytes(24).toString('hex');

/** The logged lines, parsed as JSON. */
function written(log: (logger: Logger) => void): unknown[] {
  const lines: unknown[] = [];
  const output = { write: (line: string) => void lines.push(JSON.parse(line)) };
  log(createLogger({ level: 'info', mode: 'test', secrets: [own], output }));
  return lines;
}

it('masks what lies below a telling name, and keeps counts, nulls and booleans', () => {
  const given = {
    headers: { cookie: 'a=1; b=2', 'set-cookie': ['a=1', 'b=2'], host: 'a' },
    login: { password: 'hunter2', oldPassword: null, hasPassword: true, credentials: [{ id: 'a' }] },
    usage: { promptTokens: 100, tokens: [1, 2] },
  };
  expect(
    written((logger) => {
      logger.info(given, `for ${own}`);
    }),
  ).toMatchObject([
    {
      headers: { cookie: '[redacted]', 'set-cookie': ['[redacted]', '[redacted]'], host: 'a' },
      login: {
        password: '[redacted]',
        oldPassword: null,
        hasPassword: true,
        credentials: [{ id: '[redacted]' }],
      },
      usage: given.usage,
      msg: 'for [redacted]',
    },
  ]);
});

it('masks card numbers, and neither times nor ids', () => {
  const times = Array.from({ length: 100 }, (_, step) => 1764333333000 + step);
  expect(
    written((logger) => {
      logger.info({ times, pan: 4111111111111111, id: '1764333333000000008' });
    }),
  ).toMatchObject([{ times, pan: '[redacted]', id: '1764333333000000008' }]);
});

it('masks what an error carries', () => {
  const error = new Error('GET /?token=hunter2 failed\nCookie: a=1; b=hunter2', {
    cause: new Error('password: hunter2'),
  });
  const lines = written((logger) => {
    logger.error(Object.assign(error, { body: '{"password":["hunter2"]}' }));
  });
  expect(lines).toHaveLength(1);
  expect(JSON.stringify(lines)).not.toContain('hunter2');
});

it('writes one line of JSON whatever is logged', () => {
  const round: Record<string, unknown> = { token: 1n };
  round['round'] = round;
  const hostile = {
    get token(): never {
      throw new Error('not to be read');
    },
  };
  const all: unknown[] = [
    round,
    hostile,
    Symbol('token'),
    undefined,
    null,
    NaN,
    () => 1,
    [round],
    new Date(NaN),
  ];
  expect(
    written((logger) => {
      for (const each of all) logger.info(each);
    }),
  ).toHaveLength(all.length);
  expect(
    written((logger) => {
      for (const each of all) logger.info({ each }, each as string);
    }),
  ).toHaveLength(all.length);
});
