import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { prepare } from '../src/build/prepare.mjs';
import { snapshot } from './commit/folders.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const hasTerminals = (spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout ?? '').includes(
  'util-linux',
);
const made: string[] = [];

beforeAll(() => prepare(), 120_000);
afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/**
 * Runs a command in a real terminal, which `script` of util-linux opens; types each text once its cue is on
 * the screen.
 */
function inTerminal(
  command: string,
  cwd: string,
  typed: readonly (readonly [cue: string, text: string])[],
): Promise<{ code: number | null; shown: string }> {
  const env = { ...process.env, CI: '', npm_config_user_agent: '', TERM: 'xterm', SHELL: '/bin/sh' };
  const call = `"${process.execPath}" "${join(root, 'dist/rampart.cjs')}" ${command}`;
  const child = spawn('script', ['-qec', call, '/dev/null'], { cwd, env, timeout: 30_000 });
  const waiting = [...typed];
  let shown = '';
  let from = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    shown += chunk.toString();
    const [next] = waiting;
    const at = next === undefined ? -1 : shown.indexOf(next[0], from);
    if (next === undefined || at === -1) return;
    from = shown.length;
    waiting.shift();
    // A person reads before typing; a prompt may be drawn a moment before it listens.
    setTimeout(() => child.stdin.write(next[1]), 150);
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, shown })));
}

function folder(): string {
  const cwd = mkdtempSync(join(tmpdir(), 'rampart-tty-'));
  made.push(cwd);
  return cwd;
}

function oldRepo(): string {
  const cwd = folder();
  cpSync(join(root, 'test/repos/e5-js-cjs-one-file/input'), cwd, { recursive: true });
  return cwd;
}

describe.skipIf(!hasTerminals)('in a real terminal', () => {
  it('new asks, and Ctrl-C leaves with 130 and nothing written', async () => {
    const cwd = folder();
    const { code, shown } = await inTerminal('new', cwd, [['(my-service)', '\u0003']]);
    expect(shown).toContain('step 1 of 9');
    expect(code).toBe(130);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('new writes after a yes', async () => {
    const cwd = folder();
    const answers =
      '--framework express --target compose --pieces cors --package-manager npm --node 26 --no-install --no-git';
    const { code } = await inTerminal(`new ${answers}`, cwd, [
      ['(my-service)', 'svc\r'],
      ['Write it?', '\r'],
    ]);
    expect(code).toBe(0);
    expect(readdirSync(cwd)).toEqual(['svc']);
  });

  it('new asks nothing when every answer is given', async () => {
    const cwd = folder();
    expect((await inTerminal('new svc --yes --no-install --no-git', cwd, [])).code).toBe(0);
  });

  it('add asks which pieces, and Ctrl-C leaves the repo as it was', async () => {
    const cwd = oldRepo();
    const was = snapshot(cwd);
    const { code } = await inTerminal('add', cwd, [['Pieces to add', '\u0003']]);
    expect(code).toBe(130);
    expect(snapshot(cwd)).toEqual(was);
  });

  it('add shows the edits and makes them after a yes only', async () => {
    const cwd = oldRepo();
    const was = snapshot(cwd);
    const refused = await inTerminal('add security-headers', cwd, [['Make these changes', 'n\r']]);
    expect(refused.code).toBe(130);
    expect(refused.shown).toContain('+++ b/server.js');
    expect(snapshot(cwd)).toEqual(was);
    expect((await inTerminal('add security-headers', cwd, [['Make these changes', 'y\r']])).code).toBe(0);
    expect(snapshot(cwd)).not.toEqual(was);
  });

  it.each([
    ['undo', 0],
    ['list', 0],
    ['explain cors', 0],
    ['schema', 0],
    ['verify absent', 5],
    ['nonsense', 5],
  ])('%s exits %i', async (command, expected) => {
    expect((await inTerminal(command, folder(), [])).code).toBe(expected);
  });
});
