import { Readable } from 'node:stream';
import { refusalOf } from './body+collect.js';
import { Problem } from './problem.js';

/** The bytes of a body as they come, such as for a file. The stream fails when they are too many, or cut off. */
export const boundedStream = (body: Readable, limit: number): Readable =>
  Readable.from(atMost(body, limit), { objectMode: false });

async function* atMost(body: Readable, limit: number): AsyncGenerator<Buffer> {
  let size = 0;
  try {
    // To destroy the request would close the connection, and the client would not see the answer.
    for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) throw new Problem('body_too_large', { headers: { Connection: 'close' } });
      yield chunk;
    }
  } catch (error) {
    body.resume();
    throw error instanceof Problem ? error : refusalOf(true);
  }
}
