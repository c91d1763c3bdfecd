import { AsyncResource } from 'node:async_hooks';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendProblem, type ProblemCode } from './problem.js';

/** Bounds of one JSON body; nothing is ever inflated, so nothing can explode. */
const limits = { bytes: 100 * 1024, depth: 32, keys: 1000 };

type Request = IncomingMessage & { body?: unknown; _body?: boolean };

/** Reads JSON into req.body. Too much is refused as soon as that is known, hostile shapes before a handler sees them. */
export function jsonBody(req: Request, res: ServerResponse, next: () => void): void {
  const {
    'content-length': length = '0',
    'content-type': type = '',
    'content-encoding': encoding,
  } = req.headers;
  const isEmpty = Number(length) === 0 && req.headers['transfer-encoding'] === undefined;
  if (isEmpty || req.body !== undefined || !/^application\/json\b/i.test(type)) {
    next();
    return;
  }
  const refuse = (code: ProblemCode): void => {
    req.resume();
    sendProblem(res, code, { headers: { Connection: 'close' } });
  };
  if (Number(length) > limits.bytes) {
    refuse('body_too_large');
  } else if (encoding !== undefined && encoding !== 'identity') {
    refuse('unsupported_media_type');
  } else {
    const done = (bytes: Buffer | undefined): void => {
      const result = bytes === undefined ? undefined : parseJson(bytes);
      if (result === undefined) {
        refuse('body_too_large');
      } else if ('code' in result) {
        sendProblem(res, result.code);
      } else {
        req.body = result.value;
        req._body = true; // Express's own parsers leave alone what was already read
        next();
      }
    };
    collect(req, AsyncResource.bind(done)); // events come in the socket's context: keep the request's
  }
}

/** Gives undefined once there is too much. An aborted upload gives nothing: there is no one left to answer. */
function collect(req: IncomingMessage, done: (bytes: Buffer | undefined) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const onData = (chunk: Buffer): void => {
    size += chunk.length;
    if (size <= limits.bytes) chunks.push(chunk);
    else finish(undefined);
  };
  const onEnd = (): void => {
    finish(Buffer.concat(chunks));
  };
  const finish = (bytes: Buffer | undefined): void => {
    req.off('data', onData).off('end', onEnd);
    done(bytes);
  };
  req.on('data', onData).on('end', onEnd).on('error', () => undefined); // prettier-ignore
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

export function parseJson(bytes: Uint8Array): { readonly value: unknown } | { readonly code: ProblemCode } {
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(bytes));
  } catch {
    return { code: 'malformed_json' };
  }
  return isTame(value) ? { value } : { code: 'bad_request' };
}

/** Walks without recursion, so that depth costs no stack. */
function isTame(root: unknown): boolean {
  let keys = 0;
  const rest: (readonly [value: unknown, depth: number])[] = [[root, 0]];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const [value, depth] = next;
    if (typeof value === 'string' && !isText(value)) return false;
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= limits.depth) return false;
    for (const [key, child] of Object.entries(value)) {
      if (!Array.isArray(value) && (++keys > limits.keys || !isKey(key))) return false;
      rest.push([child, depth + 1]);
    }
  }
  return true;
}

/** No NUL, which databases reject, and no half of a surrogate pair, which UTF-8 cannot carry. */
const isText = (text: string): boolean => !text.includes('\0') && !/\p{Surrogate}/u.test(text);

const isKey = (key: string): boolean =>
  key !== '__proto__' && key !== 'constructor' && key !== 'prototype' && isText(key);
