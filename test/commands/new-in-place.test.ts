import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { snapshot } from '../commit/folders.js';
import { rampart } from '../support/rampart.js';

/** `new .` in a folder that is not empty: the clone of a repository that was made on the host first. */
const made: string[] = [];
afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function folderWith(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'rampart-clone-'));
  made.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const clone = {
  'README.md': '# Mine\n',
  LICENSE: 'MIT\n',
  '.gitignore': '# mine\n*.bak\n.env*\n!.env.local\n',
  '.gitattributes': '* text=auto\n',
  '.editorconfig': 'root = true\n',
  '.idea/workspace.xml': '<x/>',
  '.vscode/settings.json': '{}',
  '.github/FUNDING.yml': 'github: x\n',
  '.DS_Store': '\0\0',
  'Thumbs.db': '\0',
  'docs/plan.md': 'later\n',
};

const here = ['new', '.', '--name', 'svc', '--yes', '--no-install'] as const;

describe('a nearly empty clone', () => {
  it('is a place for new: what is there stays, and undo leaves it as it was', async () => {
    const root = folderWith(clone);
    execFileSync('git', ['init', '-q'], { cwd: root });
    const before = snapshot(root);
    const { exit, said } = await rampart(root, ...here);
    expect(exit).toBe(0);
    expect(said).toContain('README.md already exists and is left unchanged');
    for (const [path, text] of Object.entries(clone))
      if (path !== '.gitignore') expect(readFileSync(join(root, path), 'utf8')).toBe(text);
    expect(existsSync(join(root, 'src/app.ts'))).toBe(true);
    expect(readFileSync(join(root, '.gitignore'), 'utf8').startsWith(clone['.gitignore'])).toBe(true);
    await rampart(root, 'undo');
    expect(snapshot(root)).toEqual(before);
  });

  it('ends with ignore rules that hold, whatever rules were there', async () => {
    const root = folderWith(clone);
    await rampart(root, ...here);
    const ignored = execFileSync('git', ['check-ignore', '.env', '.env.local', '.env.example', 'x.bak'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(ignored.trim().split('\n')).toEqual(['.env', '.env.local', 'x.bak']);
  });

  it('takes more pieces afterwards, and the README stays the user’s', async () => {
    const root = folderWith(clone);
    await rampart(root, ...here, '--pieces', 'cors');
    const { exit } = await rampart(root, 'add', 'ci', '--yes', '--allow-dirty');
    expect(exit).toBe(0);
    expect(readFileSync(join(root, 'README.md'), 'utf8')).toBe('# Mine\n');
    expect(readFileSync(join(root, 'rampart.json'), 'utf8')).not.toContain('"README.md"');
  });

  it.each(['readme.md', 'README', 'Readme.rst'])(
    'keeps a README called %s, and writes no other',
    async (name) => {
      const root = folderWith({ [name]: 'mine\n' });
      expect(await rampart(root, ...here)).toMatchObject({ exit: 0 });
      expect(existsSync(join(root, 'README.md'))).toBe(name === 'README.md');
    },
  );

  it('is told the same by a dry run, and nothing is written', async () => {
    const root = folderWith(clone);
    const before = snapshot(root);
    const { exit, document } = await rampart(root, ...here, '--dry-run');
    const changes = document['changes'] as readonly { path: string; kind: string }[];
    expect(exit).toBe(0);
    expect(changes.filter(({ kind }) => kind === 'update').map(({ path }) => path)).toEqual(['.gitignore']);
    expect(changes.map(({ path }) => path)).not.toContain('README.md');
    expect(snapshot(root)).toEqual(before);
  });
});

describe('what belongs to a service is in the way', () => {
  it.each([
    ['package.json', { 'package.json': '{}' }, 'rampart add'],
    ['src/', { 'src/.gitkeep': '' }, 'Move these away'],
    ['index.js', { 'index.js': '' }, 'Move these away'],
    ['packages/', { 'packages/a/package.json': '{}' }, 'Move these away'],
    ['SECURITY.md', { 'SECURITY.md': '' }, 'Move these away'],
    ['security.md', { 'security.md': '' }, 'Move these away'],
    ['.env', { '.env': 'A=1' }, 'Move these away'],
    ['.github/workflows/ci.yml', { '.github/workflows/ci.yml': '' }, 'Move these away'],
    ['pnpm-lock.yaml', { 'pnpm-lock.yaml': '' }, 'Move these away'],
  ] as const)('%s: exit 4, and what to do', async (entry, files, remedy) => {
    const root = folderWith({ 'README.md': '# Mine\n', ...files });
    const before = snapshot(root);
    const { exit, document } = await rampart(root, ...here);
    expect(exit).toBe(4);
    expect(JSON.stringify(document)).toContain(entry);
    expect(JSON.stringify(document)).toContain(remedy);
    expect(snapshot(root)).toEqual(before);
  });

  it.each(['.gitignore', 'README.md', '.github'])(
    '%s that is a link out of the folder is never written through',
    async (name) => {
      const outside = folderWith({ 'target/x': 'theirs\n', file: 'theirs\n' });
      const root = folderWith({});
      symlinkSync(join(outside, name === '.github' ? 'target' : 'file'), join(root, name));
      const before = snapshot(outside);
      await rampart(root, ...here);
      expect(snapshot(outside)).toEqual(before);
    },
  );

  it('add in a folder without package.json does not send back to new in the same folder', async () => {
    const root = folderWith({ 'src/.gitkeep': '' });
    const { exit, document } = await rampart(root, 'add', 'cors', '--yes');
    expect(exit).toBe(5);
    expect(JSON.stringify(document)).toContain('rampart new my-service');
    const after = await rampart(root, 'new', 'my-service', '--yes', '--no-install');
    expect(after.exit).toBe(0);
  });
});

describe('variables that move a repository', () => {
  const kept = { ...process.env };
  afterEach(() => {
    for (const name of Object.keys(process.env))
      if (!(name in kept)) Reflect.deleteProperty(process.env, name);
  });

  it('do not move the one that new makes', async () => {
    const cwd = folderWith({});
    process.env['GIT_DIR'] = join(cwd, 'elsewhere');
    process.env['GIT_WORK_TREE'] = join(cwd, 'tree');
    process.env['GIT_INDEX_FILE'] = join(cwd, 'index');
    expect(await rampart(cwd, 'new', 'svc', '--yes', '--no-install')).toMatchObject({ exit: 0 });
    expect(existsSync(join(cwd, 'svc/.git/HEAD'))).toBe(true);
    expect(existsSync(join(cwd, 'elsewhere'))).toBe(false);
    // And plain git would have been moved.
    const other = folderWith({});
    execFileSync('git', ['init', '-q'], {
      cwd: other,
      env: { ...process.env, GIT_DIR: join(other, 'elsewhere') },
    });
    expect(existsSync(join(other, '.git'))).toBe(false);
  });
});
