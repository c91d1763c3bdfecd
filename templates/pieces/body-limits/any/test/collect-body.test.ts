import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { collectBody } from '../src/security/collect-body.js';
import { jsonLimits } from '../src/security/json.js';

const collected = (chunks: Iterable<Buffer>): Promise<Buffer | undefined> =>
  new Promise((resolve) => {
    collectBody(Readable.from(chunks, { objectMode: false }), resolve);
  });

function* singleBytes(count: number): Iterable<Buffer> {
  for (let at = 0; at < count; at += 1) yield Buffer.from([at % 251]);
}

it.each([1, 2, 5000, jsonLimits.bytes])('gives the same %i bytes, in whatever chunks they come', async (count) => {
  const whole = Buffer.concat([...singleBytes(count)]);
  expect(await collected(singleBytes(count))).toEqual(whole);
  expect(await collected([whole.subarray(0, 7), whole.subarray(7)])).toEqual(whole);
}); // prettier-ignore

it('gives up with the first byte that is too much', async () => {
  expect(await collected(singleBytes(jsonLimits.bytes + 1))).toBeUndefined();
});
