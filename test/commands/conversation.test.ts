import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { main } from '../../src/cli/main.js';
import { keys, Terminal } from './terminal.js';

const made: string[] = [];
afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function folder(): string {
  const cwd = mkdtempSync(join(tmpdir(), 'rampart-talk-'));
  made.push(cwd);
  return cwd;
}

const rest = ['--no-install', '--no-git'];

it('asks step by step, shows what it is about to write, writes it, and says how to repeat it', async () => {
  const cwd = folder();
  const terminal = new Terminal(cwd);
  const ended = main(['new', ...rest], terminal.io);
  await terminal.until('step 1 of 7');
  await terminal.until('Name');
  terminal.press(`talked${keys.enter}`);
  for (const step of ['Framework', 'Where it runs', 'Preset', 'Pieces', 'Package manager', 'Node line']) {
    await terminal.until(`? ${step}`);
    await terminal.until('navigate');
    terminal.press(keys.enter);
  }
  await terminal.until('Write it?');
  expect(readdirSync(cwd)).toEqual([]);
  await terminal.until('Cancel');
  terminal.press(keys.enter);
  expect(await ended).toBe(0);
  expect(existsSync(join(cwd, 'talked/package.json'))).toBe(true);
  expect(terminal.plain()).toMatch(/Next:\n {2}cd talked\n/);
  expect(terminal.plain()).toMatch(
    /The same again:\n {2}rampart new talked --name talked [^]*--package-manager npm/,
  );
});

it('goes back by Escape and by choice, and keeps what was said', async () => {
  const cwd = folder();
  const terminal = new Terminal(cwd);
  const ended = main(
    ['new', 'svc', '--framework', 'express', '--pieces', 'cors', '--package-manager', 'npm', ...rest],
    terminal.io,
  );
  await terminal.until('step 1 of 2');
  await terminal.until('navigate');
  terminal.press(keys.enter);
  await terminal.until('step 2 of 2');
  await terminal.until('navigate');
  terminal.press(keys.escape);
  await terminal.until('step 1 of 2');
  await terminal.until('navigate');
  terminal.press(keys.enter);
  await terminal.until('step 2 of 2');
  await terminal.until('navigate');
  terminal.press(`${keys.down}${keys.enter}`); // Node 24
  await terminal.until('Write it?');
  await terminal.until('Cancel');
  terminal.press(`${keys.down}${keys.enter}`); // go back
  await terminal.until('step 2 of 2');
  await terminal.until('navigate');
  expect(terminal.plain()).toContain('❯ Node 24');
  terminal.press(keys.enter);
  await terminal.until('Write it?');
  await terminal.until('Cancel');
  terminal.press(keys.enter);
  expect(await ended).toBe(0);
  const { answers } = JSON.parse(readFileSync(join(cwd, 'svc/rampart.json'), 'utf8')) as {
    answers: { node: string };
  };
  expect(answers.node).toBe('24');
});

it.each([
  ['Ctrl-C', keys.interrupt],
  ['the choice to cancel', `${keys.down}${keys.down}${keys.enter}`],
])('is left by %s, with exit 130 and nothing written', async (_, pressed) => {
  const cwd = folder();
  const terminal = new Terminal(cwd);
  const all = [
    '--framework',
    'express',
    '--target',
    'compose',
    '--pieces',
    'cors',
    '--package-manager',
    'npm',
    '--node',
    '26',
  ];
  const ended = main(['new', ...all, ...rest], terminal.io);
  await terminal.until('Name');
  terminal.press(keys.enter);
  await terminal.until('Write it?');
  await terminal.until('Cancel');
  terminal.press(pressed);
  expect(await ended).toBe(130);
  expect(readdirSync(cwd)).toEqual([]);
  expect(terminal.plain()).toContain('Nothing was written.');
});

it('asks no name twice that is not one', async () => {
  const terminal = new Terminal(folder());
  const ended = main(['new'], terminal.io);
  await terminal.until('Name');
  terminal.press(`Not A Name${keys.enter}`);
  await terminal.until('Expected lower-case letters');
  terminal.press(keys.interrupt);
  expect(await ended).toBe(130);
});

it.each([
  ['CI', { env: { CI: 'true' } }],
  ['a pipe', { people: 'pipe' as const }],
])('never asks with %s', async (_, options) => {
  const terminal = new Terminal(folder(), options);
  expect(await main(['new'], terminal.io)).toBe(5);
  expect(terminal.plain()).toContain('--framework');
});

it('offers both Nests by their titles, each as a framework', async () => {
  const cwd = folder();
  const terminal = new Terminal(cwd);
  const ended = main(['new', 'svc', ...asked, '--node', '26'], terminal.io);
  await terminal.until('? Framework');
  await terminal.until('navigate');
  expect(terminal.plain()).toContain('NestJS 12 on Express');
  terminal.press(keys.up); // the last one
  await terminal.until('❯ NestJS 12 on Fastify');
  terminal.press(keys.enter);
  await terminal.until('Write it?');
  await terminal.until('Cancel');
  terminal.press(keys.enter);
  expect(await ended).toBe(0);
  const { answers } = JSON.parse(readFileSync(join(cwd, 'svc/rampart.json'), 'utf8')) as {
    answers: { framework: string };
  };
  expect(answers.framework).toBe('nest-fastify');
  expect(terminal.plain()).toContain('--framework nest-fastify');
});

const asked = ['--target', 'compose', '--pieces', 'cors', '--package-manager', 'npm', ...rest];

it('leaves nothing of an abandoned question in the scroll, and counts no step anew', async () => {
  const cwd = folder();
  const terminal = new Terminal(cwd);
  const ended = main(['new', 'svc', ...asked], terminal.io);
  await terminal.until('step 1 of 2');
  await terminal.until('navigate');
  terminal.press(`${keys.up}${keys.enter}`);
  await terminal.until('step 2 of 2');
  await terminal.until('navigate');
  terminal.press(keys.escape);
  await terminal.until('❯ NestJS 12 on Fastify');
  await terminal.until('navigate');
  terminal.press(keys.down);
  await terminal.until('❯ Express 5');
  await terminal.until('navigate');
  terminal.press(keys.enter);
  await terminal.until('step 2 of 2');
  await terminal.until('navigate');
  terminal.press(keys.enter);
  await terminal.until('Write it?');
  await terminal.until('Cancel');
  terminal.press(keys.enter);
  expect(await ended).toBe(0);
  const screen = screenOf(terminal.shown);
  expect(screen.filter((line) => line.includes('Framework'))).toEqual(['✔ Framework: Express 5']);
  expect(screen.filter((line) => /step|navigate|back|\? /.test(line))).toEqual([
    'A new hardened service. Escape goes one step back, Ctrl-C leaves without writing.',
    expect.stringMatching(/^✔ Write it\? Yes/),
  ]);
});

/**
 * What stands on a terminal that got these bytes: of its codes only those that move up, erase and go left
 * matter here.
 */
function screenOf(bytes: string): readonly string[] {
  const lines = [''];
  let [row, column] = [0, 0];
  for (const [code, number, letter, text = code] of bytes.matchAll(
    /\u001b\[\??(\d*)(?:;\d+)*([A-Za-z])|\u001b.|\r|\n|([^\u001b\r\n]+)/g,
  )) {
    const count = Number(number === '' || number === undefined ? 1 : number);
    if (code === '\n') [row, column] = [row + 1, 0];
    else if (code === '\r') column = 0;
    else if (letter === 'A') row = Math.max(0, row - count);
    else if (letter === 'B') row += count;
    else if (letter === 'G') column = count - 1;
    else if (letter === 'K') lines[row] = number === '2' ? '' : (lines[row] ?? '').slice(0, column);
    else if (letter === 'J') lines.splice(row, Infinity, (lines[row] ?? '').slice(0, column));
    else if (letter === undefined && !code.startsWith('\u001b')) {
      const line = (lines[row] ?? '').padEnd(column);
      lines[row] = line.slice(0, column) + text + line.slice(column + text.length);
      column += text.length;
    }
    while (lines.length <= row) lines.push('');
  }
  return lines.map((line) => line.trimEnd()).filter((line) => line !== '');
}

it('asks by numbered lines where the terminal is dumb', async () => {
  const cwd = folder();
  const terminal = new Terminal(cwd, { env: { TERM: 'dumb' } });
  const ended = main(['new', 'svc', '--target', 'compose', '--package-manager', 'npm', ...rest], terminal.io);
  await terminal.until('? Framework');
  await terminal.until('> ');
  terminal.press('99\n');
  await terminal.until('Type a number from 1 to');
  await terminal.until('> ');
  terminal.press('2\n');
  await terminal.until('? Preset');
  await terminal.until('> ');
  terminal.press('\n'); // standard
  await terminal.until('Type numbers to switch');
  await terminal.until('> ');
  terminal.press('1 2\n');
  await terminal.until('1.  [ ] Environment templates');
  await terminal.until('> ');
  terminal.press('2\n');
  await terminal.until('2.  [x]');
  await terminal.until('> ');
  terminal.press('\n');
  await terminal.until('? Node line');
  await terminal.until('> ');
  terminal.press('<\n');
  await terminal.until('? Pieces');
  await terminal.until('> ');
  terminal.press('\n\n'); // typed ahead: the next question gets it
  await terminal.until('secrets-template will not pass');
  await terminal.until('? Write it?');
  await terminal.until('> ');
  terminal.press('\n');
  expect(await ended).toBe(0);
  expect(terminal.shown).not.toContain('\u001b');
  const { answers } = JSON.parse(readFileSync(join(cwd, 'svc/rampart.json'), 'utf8')) as {
    answers: { framework: string; pieces: readonly string[] };
  };
  expect(answers.framework).toBe('fastify');
  expect(answers.pieces).not.toContain('env-templates');
});

it('leaves a dumb terminal as any other when its input ends', async () => {
  const cwd = folder();
  const terminal = new Terminal(cwd, { env: { TERM: 'dumb' } });
  const ended = main(['new'], terminal.io);
  await terminal.until('> ');
  terminal.hangUp();
  expect(await ended).toBe(130);
  expect(readdirSync(cwd)).toEqual([]);
});

it('says that a long list goes on', async () => {
  const cwd = folder();
  const terminal = new Terminal(cwd);
  const ended = main(
    ['new', 'svc', '--target', 'compose', '--package-manager', 'npm', '--node', '26', ...rest],
    terminal.io,
  );
  await terminal.until('? Framework');
  await terminal.until('navigate');
  terminal.press(keys.enter); // Express
  await terminal.until('? Preset');
  await terminal.until('navigate');
  terminal.press(keys.enter); // standard
  await terminal.until('? Pieces');
  await terminal.until('in all: the list goes on');
  await terminal.until('navigate');
  terminal.press(keys.enter);
  await terminal.until('Cancel');
  terminal.press(keys.enter);
  expect(await ended).toBe(0);
});

it('asks for the preset, with what each brings, and a step back takes it and its pieces back', async () => {
  const cwd = folder();
  const terminal = new Terminal(cwd);
  const said = ['--framework', 'express', '--target', 'compose', '--package-manager', 'npm'];
  const ended = main(['new', 'svc', ...said, ...rest], terminal.io);
  await terminal.until('? Preset');
  await terminal.until('❯ standard');
  await terminal.until('continuous integration');
  await terminal.until('navigate');
  terminal.press(keys.up);
  await terminal.until('❯ minimal');
  await terminal.until('The request path');
  terminal.press(keys.enter);
  await terminal.until('? Pieces');
  await terminal.until('navigate');
  terminal.press(` ${keys.enter}`); // without the first piece
  await terminal.until('? Node line');
  await terminal.until('navigate');
  terminal.press(keys.enter);
  await terminal.until('env-templates, ');
  await terminal.until('Write it?');
  await terminal.until('Cancel');
  terminal.press(`${keys.down}${keys.enter}`); // go back
  await terminal.until('? Node line');
  await terminal.until('navigate');
  terminal.press(keys.escape);
  await terminal.until('? Pieces');
  await terminal.until('navigate');
  terminal.press(keys.escape);
  await terminal.until('❯ minimal');
  await terminal.until('navigate');
  terminal.press(`${keys.down}${keys.enter}`);
  await terminal.until('? Pieces');
  await terminal.until('navigate');
  terminal.press(keys.enter);
  await terminal.until('? Node line');
  await terminal.until('navigate');
  terminal.press(keys.enter);
  await terminal.until('Write it?');
  await terminal.until('Cancel');
  terminal.press(keys.enter);
  expect(await ended).toBe(0);
  const { answers } = JSON.parse(readFileSync(join(cwd, 'svc/rampart.json'), 'utf8')) as {
    answers: { preset: string; pieces: readonly string[] };
  };
  expect(answers.preset).toBe('standard');
  expect(answers.pieces).toEqual(expect.arrayContaining(['ci', 'env-templates']));
  expect(terminal.plain()).toContain('--preset standard');
});
