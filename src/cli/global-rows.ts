import type { Row } from '../commands/row.js';
import { flag } from './commands.js';

/** Options of every command. */
export const globalRows: readonly Row[] = [
  flag('json', 'Prints one JSON document on stdout, and text for people on stderr. Never asks.'),
  flag('debug', 'Prints the stack trace of an error.'),
  flag('no-color', 'Prints without colours, like the variable NO_COLOR.'),
  flag('help', 'Prints this help.'),
];
