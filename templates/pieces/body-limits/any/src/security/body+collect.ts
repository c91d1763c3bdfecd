import type { Readable } from 'node:stream';
import { jsonLimits } from './body+json.js';

/** Most chunks of one body. A normal client sends it in far fewer. */
const mostChunks = (limit: number): number => Math.max(5000, limit / 25);

/**
 * Reads a body into one buffer. A client may send each byte in a chunk of its own, and a Buffer for each
 * would take some hundred times the memory. Calls `done` with undefined when the body is too large, and not
 * at all when the upload is aborted.
 */
export function collectBody(
  body: Readable,
  done: (bytes: Buffer | undefined) => void,
  limit: number = jsonLimits.bytes,
): void {
  let bytes: Buffer = Buffer.alloc(0);
  let size = 0;
  let chunks = 0;
  const onData = (chunk: Buffer): void => {
    const next = size + chunk.length;
    chunks += 1;
    if (next > limit || chunks > mostChunks(limit)) {
      finish(undefined);
    } else if (size === 0) {
      bytes = chunk; // most bodies are one chunk
      size = next;
    } else {
      if (next > bytes.length) bytes = grown(bytes, Math.min(2 * next, limit));
      size += chunk.copy(bytes, size);
    }
  };
  const onEnd = (): void => {
    finish(bytes.subarray(0, size));
  };
  const finish = (all: Buffer | undefined): void => {
    body.off('data', onData).off('end', onEnd);
    done(all);
  };
  body.on('data', onData).on('end', onEnd);
  body.on('error', () => undefined); // an aborted upload
}

function grown(bytes: Buffer, length: number): Buffer {
  const larger = Buffer.allocUnsafe(length);
  bytes.copy(larger);
  return larger;
}
