import { constants } from 'node:os';
import { exits, RampartError, type Exit } from '../errors.js';
import { give, nothingWritten, paint, say, warn, type Io } from '../commands/io.js';
import { nearest } from '../commands/nearest.js';
import { watchOutput } from './watch-output.js';
import { parseOptions } from './parse-options.js';
import { processIo } from '../commands/process-io.js';
import { recoverFirst } from './recover-first.js';
import { commands, globalRows } from './commands.js';
import type { Command, Answer } from '../commands/command.js';

/** argv -> command -> exit code. Called by the entry of dist/; ends the process. */
export async function run(args: readonly string[]): Promise<void> {
  const io = processIo(args);
  const output = watchOutput([process.stdout, process.stderr]);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      warn(io, `\nCancelled. ${io.standing}`);
      // As shells do it: 130 for Ctrl-C, 143 for an end that was asked for, 129 for a terminal that has gone.
      process.exit(128 + constants.signals[signal]);
    });
  const code = await main(args, io);
  await output.flushed();
  const lost = output.lost();
  if (lost === undefined) process.exit(code);
  const error = new RampartError('RAMPART_OUTPUT_LOST', { problem: lost });
  const exit = fail({ error, name: args[0] ?? '', io, debug: args.includes('--debug') });
  await output.flushed();
  process.exit(code === exits.done ? exit : code);
}

/** Runs one command and says how it went; never throws. */
export async function main(args: readonly string[], io: Io): Promise<Exit> {
  const [name = '--help', ...rest] = args;
  const debug = args.includes('--debug');
  try {
    if (io.cwd === '')
      throw new RampartError('RAMPART_BAD_FOLDER', { root: '.', found: 'the current folder is gone' });
    const answer = await dispatch(name, rest, io);
    if (io.format === 'json') give(io, { command: name, exit: answer.exit, ...answer.document });
    return answer.exit;
  } catch (error) {
    return fail({ error, name, io, debug });
  }
}

async function dispatch(name: string, rest: readonly string[], io: Io): Promise<Answer> {
  if (name === '--version' || name === '-v' || (name === '--json' && rest.includes('--version')))
    return version(io);
  if (name.startsWith('-') || name === 'help')
    return help(
      rest.find((word) => !word.startsWith('-')),
      io,
    );
  const command = commands.find((entry) => entry.name === name);
  if (command === undefined) throw unknownCommand(name);
  if (rest.includes('--help') || rest.includes('-h')) return help(name, io);
  const { given, positionals } = parseOptions({
    command: name,
    rows: [...command.rows, ...globalRows],
    args: rest,
  });
  if (positionals.length > command.positionals.most) throw tooMany(command, positionals);
  const looks = command.acts === 'reads' || given['dry-run'] === 'yes';
  await recoverFirst(io, foldersOf(command, given['dir'], positionals), looks ? 'look' : 'recover');
  const { run } = await command.load();
  return run({ io, given, positionals });
}

/** The folders that a command is about, besides the current one. */
function foldersOf(
  { positionals: { hint } }: Command,
  dir: unknown,
  positionals: readonly string[],
): readonly string[] {
  return [...(typeof dir === 'string' ? [dir] : []), ...(hint === '[dir]' ? positionals : [])];
}

async function version(io: Io): Promise<Answer> {
  const { generatorVersion } = await import('../version.js');
  if (io.format === 'text') say(io, generatorVersion);
  return { exit: exits.done, document: { version: generatorVersion } };
}

async function help(name: string | undefined, io: Io): Promise<Answer> {
  const { commandHelp, mainHelp } = await import('./help.js');
  if (name !== undefined && !commands.some((command) => command.name === name)) throw unknownCommand(name);
  const text = name === undefined ? mainHelp() : commandHelp(name);
  if (io.format === 'text') say(io, text.trimEnd());
  return { exit: exits.done, document: { help: text } };
}

function unknownCommand(name: string): RampartError {
  const near = nearest(
    name,
    commands.map((command) => command.name),
  );
  return new RampartError('RAMPART_UNKNOWN_COMMAND', { name, ...(near !== undefined && { near }) });
}

function tooMany({ name, positionals }: Command, found: readonly string[]): RampartError {
  return new RampartError('RAMPART_UNEXPECTED_ARGUMENT', {
    command: name,
    expected: positionals.most === 0 ? 'nothing' : positionals.hint,
    found: found.map((word) => `"${word}"`).join(' '),
  });
}

function fail({ error, name, io, debug }: { error: unknown; name: string; io: Io; debug: boolean }): Exit {
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

/** 1 says that nothing was written, to programs too. Where files stand already, somebody has to look. */
const exitOf = (error: RampartError, io: Io): Exit =>
  error.exit === exits.failed && io.standing !== nothingWritten ? exits.manual : error.exit;

/** What the system refused is no bug of ours: it is told with its call and path. */
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

const errorDocument = (error: RampartError, command: string, exit: Exit): object => ({
  command,
  exit,
  outcome: 'error',
  error: {
    code: error.code,
    whose: error.whose,
    message: error.message,
    remedy: error.remedy,
    facts: error.facts,
  },
});

const stackOf = (error: unknown): string => {
  const { stack, cause } = error as Error;
  return cause === undefined ? (stack ?? String(error)) : `${stack ?? ''}\ncaused by ${stackOf(cause)}`;
};
