import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.js';
import { snapshot } from '../commit/folders.js';
import { keys, Terminal } from './terminal.js';

const made: string[] = [];
afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** Asked which pieces, a person takes the first of the list. */
async function askedForPieces(...words: readonly string[]) {
  const cwd = mkdtempSync(join(tmpdir(), 'rampart-ask-'));
  made.push(cwd);
  cpSync(fileURLToPath(new URL('../repos/e5-js-cjs-one-file/input', import.meta.url)), cwd, {
    recursive: true,
  });
  const was = snapshot(cwd);
  const terminal = new Terminal(cwd);
  const ended = main(['add', ...words], terminal.io);
  await terminal.until('Pieces to add');
  await terminal.until('navigate');
  terminal.press(` ${keys.enter}`);
  return { cwd, was, terminal, ended };
}

describe('add without the names of pieces', () => {
  it('asks for them, shows the edits, and makes them after a yes', async () => {
    const { cwd, was, terminal, ended } = await askedForPieces();
    await terminal.until('Make these changes');
    expect(snapshot(cwd)).toEqual(was);
    terminal.press(`y${keys.enter}`);
    expect(await ended).toBe(0);
    expect(terminal.plain()).toMatch(/^created rampart\.json$/m);
    expect(snapshot(cwd)).not.toEqual(was);
  });

  it('changes nothing after a no', async () => {
    const { cwd, was, terminal, ended } = await askedForPieces();
    await terminal.until('Make these changes');
    terminal.press(`n${keys.enter}`);
    expect(await ended).toBe(130);
    expect(snapshot(cwd)).toEqual(was);
  });

  it('asks for no yes where nothing is written', async () => {
    const { cwd, was, terminal, ended } = await askedForPieces('--dry-run');
    expect(await ended).toBe(0);
    expect(terminal.plain()).toContain('This was a dry run');
    expect(terminal.plain()).not.toContain('Make these changes');
    expect(snapshot(cwd)).toEqual(was);
  });
});
