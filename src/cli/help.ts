import { exits } from '../errors.js';
import { lists } from '../commands/lists.js';
import type { Row } from '../commands/row.js';
import { commands } from './commands.js';
import { globalRows } from './global-rows.js';
import type { Command } from '../commands/command.js';

/** The text of `rampart --help`. */
export function mainHelp(): string {
  return page([
    ['rampart: hardened services, and a checklist in which no box can be ticked without evidence.'],
    ['Usage:', '  rampart <command> [options]'],
    [
      'Commands:',
      ...columns(commands.map(({ name, positionals, summary }) => [`${name} ${positionals.hint}`, summary])),
    ],
    ['Every command:', ...columns(globalRows.map(rowColumns)), '  --version'],
    ['Exit codes:', ...columns(exitColumns)],
    ['More: rampart <command> --help'],
  ]);
}

/** The text of `rampart <name> --help`. */
export function commandHelp(name: string): string {
  const command = commands.find((entry) => entry.name === name) as Command;
  return page([
    [`rampart ${name}: ${command.summary}`],
    ['Usage:', `  rampart ${[name, command.positionals.hint, '[options]'].filter(Boolean).join(' ')}`],
    ...(command.rows.length > 0 ? [['Options:', ...columns(command.rows.map(rowColumns))]] : []),
    ['Every command:', ...columns(globalRows.map(rowColumns))],
    ['Examples:', ...command.details.map((line) => `  ${line}`)],
  ]);
}

const exitColumns: readonly (readonly [string, string])[] = [
  [String(exits.done), 'done, or nothing to do'],
  [String(exits.failed), 'error; the tree is unchanged, unless it is RAMPART_OUTPUT_LOST'],
  [String(exits.findings), 'findings'],
  [String(exits.manual), 'a step is left to you; the output says what was written'],
  [String(exits.refused), 'refused: uncommitted changes or a conflict; nothing was written'],
  [String(exits.badInput), 'bad input, or a missing answer'],
  [String(exits.cancelled), 'cancelled (Ctrl-C); 143 by SIGTERM, 129 by SIGHUP'],
];

const page = (blocks: readonly (readonly string[])[]): string =>
  `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;

function rowColumns(row: Row): readonly [string, string] {
  const choices = row.choices?.(lists).map(({ value }) => value) ?? [];
  if (row.type === 'switch') return [`--${row.flag}`, row.why];
  if (row.type === 'either') return [`--${row.flag}, --no-${row.flag}`, row.why];
  const shown = row.hint ?? choices.join('|');
  return [`--${row.flag} ${shown.length > mostShown ? row.flag.toUpperCase() : shown}`, row.why];
}

function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.min(longestLabel, Math.max(...rows.map(([left]) => left.length)));
  return rows.flatMap(([left, right]) =>
    left.length > width
      ? [`  ${left}`, `  ${' '.repeat(width)}  ${right}`]
      : [`  ${left.padEnd(width)}  ${right}`],
  );
}

/** Longer labels get a line of their own. */
const longestLabel = 34;

/** Longer lists of choices are left out; the error for a wrong choice has all of them. */
const mostShown = 40;
