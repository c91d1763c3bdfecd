import { closeSync, openSync, readSync } from 'node:fs';
import { resolve } from 'node:path';
import { RampartError } from '../errors.js';
import { parsedJson } from '../parsed-json.js';
import { inCurrentForm } from '../repo/frameworks/in-current-form.js';
import type { Io } from './io.js';
import type { Stated } from './request.js';
import type { Lists } from './row.js';

const limit = 1024 * 1024;

/** Reads the answers from a file, or from stdin for '-': at most 1 MiB of JSON, as `rampart schema` describes it. */
export async function statedByFile({
  io,
  file,
  lists,
}: {
  readonly io: Io;
  readonly file: string;
  readonly lists: Lists;
}): Promise<Stated> {
  const named = file === '-' ? 'stdin' : file;
  const refusal = (problem: string): RampartError =>
    new RampartError('RAMPART_ANSWERS_FILE', { file: named, problem });
  const text =
    file === '-' ? await readStream(io.stdin, refusal) : readBounded(resolve(io.cwd, file), refusal);
  const json = parsedJson(text);
  if ('error' in json) throw refusal(`text that is not JSON (${json.error.message})`);
  const { answersSchema } = await import('./answers-schema.js');
  const result = answersSchema(lists).safeParse(inCurrentForm(json.value));
  if (result.success) {
    const { $schema: _, options: __, ...stated } = result.data;
    return stated;
  }
  throw refusal(
    result.error.issues.map((issue) => `${issue.path.join('.') || 'the whole'}: ${issue.message}`).join('; '),
  );
}

type Refuse = (problem: string) => RampartError;

function readBounded(path: string, refusal: Refuse): string {
  const buffer = Buffer.alloc(limit + 1);
  try {
    const file = openSync(path, 'r');
    let size = 0;
    try {
      for (let read = -1; read !== 0 && size <= limit; size += read)
        read = readSync(file, buffer, size, buffer.length - size, null);
    } finally {
      closeSync(file);
    }
    if (size <= limit) return buffer.toString('utf8', 0, size);
  } catch (error) {
    throw refusal((error as Error).message);
  }
  throw refusal('more than 1 MiB');
}

async function readStream(stream: NodeJS.ReadableStream, refusal: Refuse): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk as Buffer | string);
    size += bytes.length;
    if (size > limit) throw refusal('more than 1 MiB');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}
