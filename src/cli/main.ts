import { constants } from 'node:os';
import { exits, RampartError, type Exit } from '../errors.js';
import { give, say, warn, type Io } from '../commands/io.js';
import { watchOutput } from './watch-output.js';
import { parseOptions } from './parse-options.js';
import { processIo } from '../commands/process-io.js';
import { recoverFirst } from './recover-first.js';
import { commands } from './commands.js';
import { globalRows } from './global-rows.js';
import type { Command, Answer } from '../commands/command.js';
import { reportError } from './report-error.js';
import { tooMany, unknownCommand } from './bad-call.js';

/** Finds the command, runs it and exits. The entry of dist/ calls it. */
export async function runProcess(args: readonly string[]): Promise<void> {
  const io = processIo(args);
  const output = watchOutput([process.stdout, process.stderr]);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      warn(io, `\nCancelled. ${io.standing}`);
      // The exit codes of shells: 130 for Ctrl-C, 143 for SIGTERM, 129 for a closed terminal.
      end(128 + constants.signals[signal]);
    });
  const code = await main(args, io);
  await output.flushed();
  const lost = output.lost();
  if (lost === undefined) return end(code);
  const error = new RampartError('RAMPART_OUTPUT_LOST', { problem: lost });
  const exit = reportError({ error, name: args[0] ?? '', io, debug: args.includes('--debug') });
  await output.flushed();
  end(code === exits.done ? exit : code);
}

/** The only place that ends the process. */
const end = (code: number): never => process.exit(code);

/** Runs one command and reports errors. Never throws. */
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
    return reportError({ error, name, io, debug });
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

/** The folders that a command works on, besides the current one. */
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
