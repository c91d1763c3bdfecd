import { PassThrough } from 'node:stream';
import { main } from '../../src/cli/main.js';
import { nothingWritten } from '../../src/commands/io.js';

export interface Ended {
  readonly exit: number;
  readonly document: Readonly<Record<string, unknown>>;
  /** The text for people. */
  readonly said: string;
}

/** Runs a command in this process, with --json and without a terminal. */
export async function rampart(cwd: string, ...words: readonly string[]): Promise<Ended> {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const exit = await main([...words, '--json'], {
    cwd,
    self: 'rampart',
    env: { NO_COLOR: '1' },
    stdin: new PassThrough().end(),
    stdout: out,
    stderr: err,
    talksTo: () => 'pipe',
    format: 'json',
    standing: nothingWritten,
  });
  const printed = textOf(out);
  return {
    exit,
    document: JSON.parse(printed === '' ? '{}' : printed) as Ended['document'],
    said: textOf(err),
  };
}

/** Since Node 26 read() returns one chunk, not all that is there. */
function textOf(stream: PassThrough): string {
  let all = '';
  for (let chunk = stream.read() as Buffer | null; chunk; chunk = stream.read() as Buffer | null)
    all += String(chunk);
  return all;
}
