import { give, warn, paint, nothingWritten, type Io } from '../commands/io.js';
import { RampartError } from '../errors.js';
import { exits, type Exit } from '../exits.js';
import { errorDocument } from './error-document.js';

/** Prints what went wrong, whose fault it is and what to do. Returns the exit code. */
export function reportError({
  error,
  name,
  io,
  debug,
}: {
  error: unknown;
  name: string;
  io: Io;
  debug: boolean;
}): Exit {
  const known = error instanceof RampartError ? error : unexpected(error);
  const exit = exitOf(known, io);
  if (io.format === 'json') give(io, errorDocument(known, name, exit));
  if (known.exit === exits.cancelled) warn(io, known.message);
  else {
    warn(io, `${paint(io, 'red', known.code)} (${whoseWords[known.whose]})`);
    warn(io, known.message, known.facts['patch'] === undefined ? 'wrapped' : 'as they are');
    warn(io, known.remedy);
    if (io.standing !== nothingWritten) warn(io, io.standing);
  }
  if (debug) warn(io, `\n${stackOf(error)}`, 'as they are');
  return exit;
}

/** Exit code 1 promises that nothing was written. If files were written, returns 3, so that a person looks. */
const exitOf = (error: RampartError, io: Io): Exit =>
  error.exit === exits.failed && io.standing !== nothingWritten ? exits.manual : error.exit;

/** An error of the operating system is not a bug of ours: it is shown with its call and path. */
function unexpected(cause: unknown): RampartError {
  const { code, syscall, path, message } = cause as NodeJS.ErrnoException;
  if (code !== undefined && syscall !== undefined && path !== undefined)
    return new RampartError('RAMPART_SYSTEM_REFUSED', { call: syscall, path, problem: code }, { cause });
  return new RampartError('RAMPART_BUG', { problem: message || String(cause) }, { cause });
}

const whoseWords = {
  yours: 'yours to mend',
  ours: 'our fault',
  'the machine': "the machine's state",
} as const;
const stackOf = (error: unknown): string => {
  const { stack, cause } = error as Error;
  return cause === undefined ? (stack ?? String(error)) : `${stack ?? ''}\ncaused by ${stackOf(cause)}`;
};
