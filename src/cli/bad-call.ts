import type { Command } from '../commands/command.js';
import { nearest } from '../commands/nearest.js';
import { RampartError } from '../errors.js';
import { commands } from './commands.js';

/** The error for an unknown command. Suggests the nearest one. */
export function unknownCommand(name: string): RampartError {
  const near = nearest(
    name,
    commands.map((command) => command.name),
  );
  return new RampartError('RAMPART_UNKNOWN_COMMAND', { name, ...(near !== undefined && { near }) });
}

/** The error for more positional words than the command takes. */
export function tooMany({ name, positionals }: Command, found: readonly string[]): RampartError {
  return new RampartError('RAMPART_UNEXPECTED_ARGUMENT', {
    command: name,
    expected: positionals.most === 0 ? 'nothing' : positionals.hint,
    found: found.map((word) => `"${word}"`).join(' '),
  });
}
