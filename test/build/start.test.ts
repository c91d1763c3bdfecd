import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commands } from '../../src/cli/commands.js';

it('knows each command, so that "npm start -- list" is no folder of that name', () => {
  const text = readFileSync(join(import.meta.dirname, '../../src/build/start.mjs'), 'utf8');
  const [, list = ''] = /const commands = \[([^\]]+)\]/.exec(text) ?? [];
  expect([...list.matchAll(/'(\w+)'/g)].map(([, name]) => name)).toEqual(commands.map(({ name }) => name));
});
