import { nothingWritten, type Io } from './io.js';

/** The process's own streams, and how the arguments say to use them. */
export function processIo(args: readonly string[]): Io {
  const colour = args.includes('--no-color') ? { NO_COLOR: '1' } : {};
  Object.assign(process.env, colour);
  return {
    cwd: process.cwd(),
    env: process.env,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    format: args.includes('--json') ? 'json' : 'text',
    standing: nothingWritten,
  };
}
