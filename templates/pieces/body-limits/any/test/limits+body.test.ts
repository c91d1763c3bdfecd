import { connect } from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { collectBody, jsonLimits, parseJson } from '../src/security/body.js';
import { boot, startService } from './service.js';

const collected = (chunks: Iterable<Buffer>): Promise<Buffer | undefined> =>
  new Promise((resolve) => {
    collectBody(Readable.from(chunks, { objectMode: false }), resolve);
  });

function* singleBytes(count: number): Iterable<Buffer> {
  for (let at = 0; at < count; at += 1) yield Buffer.from([at % 251]);
}

it.each([1, 2, 5000])('gives the same %i bytes, in whatever chunks they come', async (count) => {
  const whole = Buffer.concat([...singleBytes(count)]);
  expect(await collected(singleBytes(count))).toEqual(whole);
  expect(await collected([whole.subarray(0, 7), whole.subarray(7)])).toEqual(whole);
});

it('takes as much as is allowed, and gives up with the first byte that is too much', async () => {
  const most = Buffer.alloc(jsonLimits.bytes);
  expect(await collected([most.subarray(0, 1000), most.subarray(1000)])).toEqual(most);
  expect(await collected([most, Buffer.from('x')])).toBeUndefined();
});

it('gives up where a body comes in more chunks than anybody needs', async () => {
  expect(await collected(singleBytes(6000))).toBeUndefined();
});

it('tells that a body is cut off, once, also where that was before', async () => {
  const body = new PassThrough();
  const done = vi.fn();
  collectBody(body, done);
  body.write('abc');
  body.destroy(new Error('aborted'));
  await expect.poll(() => done.mock.calls.length).toBe(1);
  expect(done.mock.calls).toEqual([[undefined, true]]);
  collectBody(body, done);
  expect(done.mock.calls).toEqual([
    [undefined, true],
    [undefined, true],
  ]);
});

it.each(['POST /notes', 'POST /nothing', 'DELETE /notes'])(
  'writes one line when the client of %s leaves in the middle of its body',
  async (line) => {
    const ports: number[] = [];
    const { log } = await startService({ NODE_ENV: 'test', TRUST_PROXY: 'none' }, async (ctx) => {
      const booted = await boot(ctx);
      ports.push(booted.port);
      return booted;
    });
    log.length = 0;
    const socket = connect(ports[0] ?? 0, '127.0.0.1');
    const head = ['Host: localhost', 'Content-Type: application/json', 'Content-Length: 1000'].join('\r\n');
    socket.write(`${line} HTTP/1.1\r\n${head}\r\n\r\n{"a`);
    await setTimeout(100);
    socket.resetAndDestroy(); // the parser would log an early end by itself
    await expect.poll(() => log.join('')).toContain('"outcome":"aborted"');
    await setTimeout(50);
    const lines = log.map((each) => JSON.parse(each) as object);
    expect(lines).toMatchObject([{ level: 'info', outcome: 'aborted' }]);
  },
);

const rows = (count: number): Buffer =>
  Buffer.from(JSON.stringify(Array.from({ length: count }, () => ({ n: 1 }))));

it('takes more keys where it takes more bytes, and says which rule refused a body', () => {
  const refused = (rule: string) => ({
    code: 'bad_request',
    details: { why: { rule: `the body has ${rule}` } },
  });
  expect(parseJson(rows(1000))).toHaveProperty('value');
  expect(parseJson(rows(1001))).toEqual(refused('more than 1000 keys'));
  expect(parseJson(rows(1000), 100)).toHaveProperty('value');
  expect(parseJson(rows(20_000), 2 * 1024 * 1024)).toHaveProperty('value');
  expect(parseJson(rows(20_001), 2 * 1024 * 1024)).toEqual(refused('more than 20000 keys'));
  expect(parseJson(Buffer.from('['.repeat(33) + ']'.repeat(33)))).toEqual(refused('more than 32 levels'));
  expect(parseJson(Buffer.from('{"__proto__":1}'))).toEqual(refused('a key of prototypes'));
  expect(parseJson(Buffer.from('["\\u0000"]'))).toEqual(refused('a text with NUL or half a character'));
  expect(parseJson(Buffer.from('{"\\ud800":1}'))).toEqual(refused('a text with NUL or half a character'));
});

it.each(['{"a":1,"a":2}', '{"a":":","a":2}', '{"a":{"b\\":":"c","b\\":" : 1}}', '[":",{"a":"\\\\","a":1}]'])(
  'refuses a key that comes twice: %s',
  (text) => {
    expect(parseJson(Buffer.from(text))).toMatchObject({
      details: { why: { rule: 'the body has a key twice' } },
    });
  },
);

it.each(['{":":":"}', '["a:b", {"c\\":" : "\\":"}]', '[":\\\\", ":\\\\\\"", {"a" :\n1}]'])(
  'takes %s',
  (text) => {
    expect(parseJson(Buffer.from(text))).toEqual({ value: JSON.parse(text) as unknown });
  },
);

/** The shortest of some turns, in milliseconds. */
function shortest(task: () => void): number {
  const turns = Array.from({ length: 5 }, () => {
    const start = performance.now();
    task();
    return performance.now() - start;
  });
  return Math.min(...turns);
}

it.each(['0', '[]', '{}', '""', '":"', '"\\""'])(
  'takes not much longer than JSON.parse for many %s',
  (item) => {
    const text = `[${Array<string>(300_000).fill(item).join(',')}]`;
    const bytes = Buffer.from(text);
    const usual = shortest(() => void JSON.parse(text));
    expect(shortest(() => void parseJson(bytes, bytes.length))).toBeLessThan(10 * usual + 5);
  },
  20_000, // ten turns, on a machine that may be busy
);
