import { expect, it } from 'vitest';
import { commands } from '../../src/cli/commands.js';
import { parseOptions } from '../../src/cli/parse-options.js';
import { RampartError } from '../../src/errors.js';

const rows = commands.find(({ name }) => name === 'new')?.rows ?? [];

function faultOf(...args: readonly string[]): string {
  try {
    parseOptions({ command: 'new', rows, args });
    return 'none';
  } catch (error) {
    if (!(error instanceof RampartError)) throw error;
    return `${error.code}: ${error.message}`;
  }
}

const unknown = (name: string, hint: string): string =>
  `RAMPART_UNKNOWN_OPTION: Expected an option of "rampart new", got "${name}".${hint}`;

it.each([
  [['--option', 'nest.adapter=fastify'], '--option', ' Write --framework nest-fastify instead.'],
  [['--option=nest.adapter=express', '--yes'], '--option', ' Write --framework nest instead.'],
  [['--option', 'nest.adapter=koa'], '--option', ''],
  [['--option'], '--option', ''],
  [['--framwork', 'nest'], '--framwork', ' Did you mean --framework?'],
])('%j is no option, and what to write is said where it is known', (args, name, hint) => {
  expect(faultOf(...args)).toBe(unknown(name, hint));
});

it('takes the options that are', () => {
  expect(faultOf('svc', '--framework', 'nest-fastify', '--yes')).toBe('none');
});
