import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { probeById } from '../../src/verify/probes/index.js';
import { openRepo, type Repo } from '../../src/repo/repo.js';
import { git, shapes, write } from '../support/hostile-git.js';

const made: string[] = [];
afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function fresh(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-repo-'));
  made.push(folder);
  write(folder, files);
  return folder;
}

const why = (repo: Repo): Readonly<Record<string, string>> =>
  Object.fromEntries(repo.unread.map((each) => [each.path, each.why]));

describe('what was not read is named', () => {
  it.each(['with git', 'without git'])('%s', (how) => {
    const root = fresh({
      'a.ts': 'x',
      'large.ts': 'x'.repeat(1024 * 1024 + 1),
      'closed.ts': 'x',
      'dist/a.js': '',
    });
    writeFileSync(join(root, 'picture.png'), Buffer.alloc(2 * 1024 * 1024));
    symlinkSync('a.ts', join(root, 'same.ts'));
    symlinkSync('/etc/hostname', join(root, 'out.ts'));
    execFileSync('mkfifo', [join(root, 'pipe.ts')]);
    mkdirSync(join(root, 'more'));
    if (how === 'with git') git(root, 'init', '-q');
    const repo = openRepo(root);
    expect(repo.read('a.ts')).toBe('x');
    for (const path of ['large.ts', 'out.ts', 'pipe.ts', 'same.ts', 'picture.png'])
      expect(repo.read(path)).toBeUndefined();
    const named = why(repo);
    expect(named).toMatchObject({ 'large.ts': 'it is larger than 1 MiB', 'out.ts': 'it is a link' });
    expect(named).not.toHaveProperty('same.ts');
    expect(named).not.toHaveProperty('picture.png');
    expect(named).not.toHaveProperty('a.ts');
    if (how === 'without git')
      expect(named).toMatchObject({
        dist: 'it is taken for what a build makes',
        'pipe.ts': 'it is no ordinary file',
      });
  });

  it.skipIf(process.getuid?.() === 0)('a file without the right to read it', () => {
    const root = fresh({ 'closed.ts': 'x' });
    chmodSync(join(root, 'closed.ts'), 0);
    expect(why(openRepo(root))).toEqual({ 'closed.ts': 'the system says EACCES' });
  });

  it('a submodule, what is not checked out, and a repository that cannot be read', () => {
    const around = shapes.find(({ id }) => id === 'around a submodule')?.lay(fresh());
    expect(why(openRepo(around?.root ?? ''))).toEqual({ sub: 'it is a repository of its own' });
    const sparse = fresh({ 'a/x.ts': '', 'b/x.ts': '', 'c.ts': '' });
    git(sparse, 'init', '-q');
    git(sparse, 'add', '-A');
    git(sparse, 'commit', '-q', '-m', 'x');
    git(sparse, 'sparse-checkout', 'set', '--cone', 'a');
    const found = openRepo(sparse);
    expect(found.files).toEqual(['a/x.ts', 'c.ts']);
    expect(why(found)).toEqual({ 'b/x.ts': 'it is not checked out' });
    writeFileSync(join(sparse, '.git/index'), 'nonsense');
    expect(why(openRepo(sparse))).toMatchObject({ '.git': expect.any(String) });
  });

  it('and nothing is read through a folder that is a link out of the repository', () => {
    const outside = fresh({ 'ci.yml': 'theirs' });
    const root = fresh({ 'package.json': '{}' });
    symlinkSync(outside, join(root, '.github'));
    expect(openRepo(root).read('.github/ci.yml')).toBeUndefined();
    expect(openRepo(root).read(`../${outside.split('/').pop() ?? ''}/ci.yml`)).toBeUndefined();
  });
});

describe('settings files in the history', () => {
  const look = async (root: string): Promise<string> => {
    const probe = probeById.get('tracks-no-env-files');
    const findings = probe?.read((await probe.exercise(openRepo(root) as never)) as never) ?? [];
    return findings.map(({ outcome, because }) => `${outcome}: ${because}`).join('\n');
  };

  it.each([
    ['shallow', /^inconclusive: the clone is shallow/],
    ['partial, without blobs', /^inconclusive: the clone is partial/],
    ['its repository elsewhere', /^inconclusive: .*does not name this folder/],
    ['plain', /^pass: no settings file is tracked, nor was one added in 1 commit \(all that branches/],
  ])('%s', async (id, said) => {
    expect(await look(shapes.find((shape) => shape.id === id)?.lay(fresh()).root ?? '')).toMatch(said);
  });

  it('are those of the service and of the folders above it, not of its neighbours', async () => {
    const top = fresh({ 'services/a/package.json': '{}', 'services/b/.env': 'A=1' });
    git(top, 'init', '-q');
    git(top, 'add', '-A', '-f');
    git(top, 'commit', '-q', '-m', 'x');
    expect(await look(join(top, 'services/a'))).toMatch(/^pass/);
    write(top, { '.env': 'A=1' });
    git(top, 'add', '-f', '.env');
    git(top, 'commit', '-q', '-m', 'y');
    git(top, 'rm', '-q', '.env');
    git(top, 'commit', '-q', '-m', 'z');
    expect(await look(join(top, 'services/a'))).toMatch(/^fail: \.\.\/\.\.\/\.env is in the history/);
  });
});
