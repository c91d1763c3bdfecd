import { posix } from 'node:path';
import { plainBytes } from '../../repo/plain-text.js';
import { badProbes } from './bad-probes.js';
import type { GoodRequest } from './good-requests.js';
import { multipart, type FormPart } from './multipart.js';
import type { ContentShape, RequestShape } from './shape.js';

interface Body {
  readonly type?: string;
  readonly body?: string | Buffer;
  readonly form?: NonNullable<GoodRequest['form']>;
}

/** The body of a request of the file, with its media type. Files are read here, once. */
export function bodyOf(root: string, at: string, request: RequestShape): Body {
  if ('json' in request) return { type: 'application/json', body: JSON.stringify(request.json) };
  if (request.form !== undefined) {
    const parts = Object.entries(request.form).map(([name, content]) => ({ name, content }));
    return {
      type: 'application/x-www-form-urlencoded',
      body: new URLSearchParams(request.form).toString(),
      form: { kind: 'urlencoded', parts },
    };
  }
  if (request.multipart !== undefined) {
    const parts = Object.entries(request.multipart).map(([name, given]): FormPart => {
      if (typeof given === 'string') return { name, content: given };
      const { type = 'application/octet-stream', name: called } = given;
      const file = { name: called ?? posix.basename(given.file ?? 'probe.bin'), type };
      return { name, content: contentOf(root, `${at}.multipart.${name}`, given), file };
    });
    return { ...multipart(parts), form: { kind: 'multipart', parts } };
  }
  const { body } = request;
  return body === undefined ? {} : { type: body.type, body: contentOf(root, `${at}.body`, body) };
}

const maxBytes = 1024 * 1024;

function contentOf(root: string, at: string, { text, base64, file }: ContentShape): string | Buffer {
  if (text !== undefined) return text;
  if (file === undefined) return Buffer.from(base64 ?? '', 'base64');
  const path = posix.normalize(file);
  const bytes =
    posix.isAbsolute(path) || path.startsWith('..') || path.includes('\\')
      ? { why: 'lies outside of the folder' }
      : plainBytes(root, path, maxBytes);
  if (Buffer.isBuffer(bytes)) return bytes;
  throw badProbes(`"${at}.file": ${file} ${bytes.why}`);
}
