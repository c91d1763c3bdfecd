import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { snapshot } from '../commit/folders.js';
import { rampart } from '../support/rampart.js';

const made: string[] = [];
afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function repo(shape: string): string {
  const root = mkdtempSync(join(tmpdir(), 'rampart-undo-'));
  made.push(root);
  cpSync(join(import.meta.dirname, '../repos', shape, 'input'), root, { recursive: true });
  return root;
}

const edit = (root: string, path: string, from: string | RegExp, to: string): void => {
  const text = readFileSync(join(root, path), 'utf8');
  const edited = text.replace(from, to);
  expect(edited).not.toBe(text);
  writeFileSync(join(root, path), edited);
};

const shapes = [
  ['e5-js-cjs-one-file', 'server.js'],
  ['e5-js-esm-one-file', 'index.js'],
  ['e4-js-cjs-crlf', 'index.js'],
  ['f5-js-cjs-one-file', 'server.js'],
] as const;

describe.each(shapes)('undo in %s, after an edit of the app', (shape, app) => {
  it('takes our statements out, and keeps the edit', async () => {
    const root = repo(shape);
    const was = readFileSync(join(root, app), 'utf8');
    const eol = was.includes('\r\n') ? '\r\n' : '\n';
    const mine = `console.log('mine');${eol}`;
    expect((await rampart(root, 'add', 'http-timeouts', '--yes', '--allow-dirty')).exit).toBe(0);
    appendFileSync(join(root, app), mine);
    const { exit, said } = await rampart(root, 'undo');
    expect(said).toContain(`mended   ${app}`);
    expect(exit).toBe(0);
    expect(readFileSync(join(root, app), 'utf8')).toBe(was + mine);
    expect(existsSync(join(root, 'security'))).toBe(false);
    expect(spawnSync(process.execPath, ['--check', join(root, app)]).status).toBe(0);
  });
});

describe('undo that cannot leave a working app', () => {
  const added = async (): Promise<string> => {
    const root = repo('e5-js-cjs-one-file');
    expect((await rampart(root, 'add', 'http-timeouts', '--yes', '--allow-dirty')).exit).toBe(0);
    return root;
  };

  it.each([
    ['the call was edited', (root: string) => edit(root, 'server.js', /(secure\w*)\(/, '$1 (/* mine */')],
    [
      'the call was moved',
      (root: string) => {
        const text = readFileSync(join(root, 'server.js'), 'utf8');
        const [call = ''] = /^.*secure\w*\(.*\n/m.exec(text.slice(text.indexOf('require(') + 1)) ?? [];
        expect(call).not.toBe('');
        writeFileSync(join(root, 'server.js'), `${text.replace(call, '')}// below\n${call}`);
      },
    ],
    [
      'another file needs what goes',
      (root: string) => writeFileSync(join(root, 'admin.js'), "module.exports = require('./security');\n"),
    ],
  ])('changes nothing and says so: %s', async (_, change) => {
    const root = await added();
    change(root);
    const stood = snapshot(root);
    const { exit, said } = await rampart(root, 'undo');
    expect(said).toContain('nothing was changed');
    expect(said).toMatch(/(server|admin)\.js:\d+ needs /);
    expect(exit).toBe(3);
    expect(snapshot(root)).toEqual(stood);
  });

  it('does it once the lines are out', async () => {
    const root = await added();
    writeFileSync(join(root, 'admin.js'), "module.exports = require('./security');\n");
    expect((await rampart(root, 'undo')).exit).toBe(3);
    rmSync(join(root, 'admin.js'));
    expect((await rampart(root, 'undo')).exit).toBe(0);
  });

  it('leaves a new service alone that code of its user needs', async () => {
    const root = mkdtempSync(join(tmpdir(), 'rampart-undo-'));
    made.push(root);
    expect((await rampart(root, 'new', '.', '--name', 'svc', '--yes', '--no-install', '--no-git')).exit).toBe(
      0,
    );
    writeFileSync(join(root, 'src/mine.ts'), "export { buildApp } from './app.js';\n");
    const stood = snapshot(root);
    const { exit, said } = await rampart(root, 'undo');
    expect({ exit, said }).toMatchObject({
      exit: 3,
      said: expect.stringContaining('src/mine.ts:1 needs ./app.js') as string,
    });
    expect(snapshot(root)).toEqual(stood);
  });
});
