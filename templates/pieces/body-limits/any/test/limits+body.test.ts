import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { collectBody, jsonLimits } from '../src/security/body.js';

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
