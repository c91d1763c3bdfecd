import type { Readable } from 'node:stream';
import { jsonLimits } from './body+json.js';
import { Problem } from './problem.js';

/** Most chunks of one body. A normal client sends it in far fewer. */
const mostChunks = (limit: number): number => Math.max(5000, limit / 25);

/**
 * Reads a body into one buffer. A client may send each byte in a chunk of its own, and a Buffer for each
 * would take some hundred times the memory. Calls `done` once: without bytes when the body is too large, or cut
 * off since its client left.
 */
export function collectBody(
  body: Readable,
  done: (bytes: Buffer | undefined, isCutOff: boolean) => void,
  limit: number = jsonLimits.bytes,
): void {
  let bytes: Buffer = Buffer.alloc(0);
  let size = 0;
  let chunks = 0;
  const onData = (chunk: Buffer): void => {
    const next = size + chunk.length;
    chunks += 1;
    if (next > limit || chunks > mostChunks(limit)) {
      stop();
      body.resume(); // or the client may not see the answer
      done(undefined, false);
    } else if (size === 0) {
      bytes = chunk; // most bodies are one chunk
      size = next;
    } else {
      if (next > bytes.length) bytes = grown(bytes, Math.min(2 * next, limit));
      size += chunk.copy(bytes, size);
    }
  };
  const onEnd = (): void => {
    stop();
    done(bytes.subarray(0, size), false);
  };
  const onClose = (): void => {
    stop();
    done(undefined, true);
  };
  const stop = (): void => {
    body.off('data', onData).off('end', onEnd).off('close', onClose);
  };
  body.on('error', () => undefined); // an aborted upload
  if (body.closed) onClose();
  else body.on('data', onData).on('end', onEnd).on('close', onClose);
}

/** Also who waits for a body that is cut off must go on, to clean up. Nobody gets that answer. */
export const refusalOf = (isCutOff: boolean): Problem =>
  isCutOff
    ? new Problem('bad_request', { why: { rule: 'the body was cut off' } })
    : new Problem('body_too_large', { headers: { Connection: 'close' } });

function grown(bytes: Buffer, length: number): Buffer {
  const larger = Buffer.allocUnsafe(length);
  bytes.copy(larger);
  return larger;
}
