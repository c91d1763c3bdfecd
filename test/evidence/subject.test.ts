import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { digestOf } from '../../src/verify/digest-of.js';
import { foldersOf, isInside } from '../../src/evidence/folders.js';
import { repositoryOf } from '../../src/evidence/repository-of.js';
import { subjectOf } from '../../src/evidence/subject.js';
import { openRepo } from '../../src/repo/repo.js';
import { cleanUp, folder, scene } from './scene.js';

afterEach(cleanUp);

const of = (root: string, without: readonly string[] = []) => subjectOf(openRepo(root), without);

it('changes with every file that git would track, binary and large ones too, and not with our own reports', () => {
  const { root } = scene();
  const before = of(root);
  expect(before.commit).toMatch(/^[0-9a-f]{40}$/);
  mkdirSync(join(root, '.rampart'));
  for (const [path, bytes] of [
    ['SECURITY-STATUS.md', 'page'],
    ['.rampart/evidence.json', '{}'],
    ['.env', 'ignored'],
  ] as const)
    writeFileSync(join(root, path), bytes);
  expect(of(root)).toEqual(before);
  const seen = new Set([before.files]);
  for (const bytes of [
    Buffer.from([0, 1]),
    Buffer.from([0, 2]),
    Buffer.alloc(9_000_000),
    Buffer.alloc(9_000_000, 1),
  ]) {
    writeFileSync(join(root, 'data'), bytes);
    seen.add(of(root).files);
  }
  rmSync(join(root, 'data'));
  for (const target of ['server.js', 'package.json']) {
    symlinkSync(target, join(root, 'data'));
    seen.add(of(root).files);
    rmSync(join(root, 'data'));
  }
  expect(seen.size).toBe(7);
  writeFileSync(join(root, 'data'), 'evidence');
  expect(of(root, [join(root, 'data')])).toEqual(before);
});

it('is the same whatever line ends git gave a text', () => {
  const { root } = scene();
  const before = of(root);
  const path = join(root, 'server.js');
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll('\n', '\r\n'));
  expect(of(root)).toEqual(before);
});

it('knows the lockfile of a workspace above', () => {
  const { root } = scene();
  mkdirSync(join(root, 'packages/a'), { recursive: true });
  writeFileSync(join(root, 'packages/a/package.json'), '{}');
  const before = of(join(root, 'packages/a'));
  writeFileSync(join(root, 'pnpm-lock.yaml'), 'x');
  const after = of(join(root, 'packages/a'));
  expect(after.files).toBe(before.files);
  expect(after.lockfile).not.toBe(before.lockfile);
});

it('has no folder of the user where that would be in the repository, or is nowhere', () => {
  const { root } = scene();
  const home = folder('home');
  const nowhere = { state: undefined, config: undefined };
  expect(foldersOf({}, root)).toEqual(nowhere);
  expect(foldersOf({ HOME: root, LOCALAPPDATA: root, APPDATA: root }, root)).toEqual(nowhere);
  symlinkSync(join(root, 'cfg'), join(home, 'cfg'));
  mkdirSync(join(root, 'cfg'));
  expect(foldersOf({ XDG_CONFIG_HOME: join(home, 'cfg') }, root).config).toBeUndefined();
  expect(foldersOf({ XDG_CONFIG_HOME: '.config' }, root).config).toBeUndefined();
  expect(foldersOf({ HOME: home }, root, 'linux')).toEqual({
    state: join(home, '.local/state/rampart'),
    config: join(home, '.config/rampart'),
  });
  expect(foldersOf({ HOME: home }, root, 'darwin').state).toBe(
    join(home, 'Library/Application Support/rampart'),
  );
  expect(foldersOf({ LOCALAPPDATA: home, APPDATA: home }, root, 'win32')).toEqual({
    state: join(home, 'rampart'),
    config: join(home, 'rampart'),
  });
  mkdirSync(join(root, 'a/b'), { recursive: true });
  expect(repositoryOf(join(root, 'a/b'))).toBe(repositoryOf(root));
  expect(isInside(join(root, 'a/../..'), root)).toBe(false);
  expect(isInside(`${root}-beside`, root)).toBe(false);
});

it('takes the same digest of the same transcript, and another of another', () => {
  const loop: Record<string, unknown> = {};
  loop['self'] = loop;
  const values = [
    ...[undefined, null, 'null', 0, '0', 1n, [], {}, [undefined], new Map(), new Set(), loop],
    ...[{ a: 1, b: 2 }, { a: 2, b: 1 }, new Map([['a', 1]]), new Set(['a']), new Date(0), new Error('x')],
    ...[Buffer.from('a'), Buffer.from('b'), new URL('http://a'), ['a', 'b'], ['a,b'], { a: undefined }],
  ];
  expect(new Set(values.map(digestOf)).size).toBe(values.length);
  expect(digestOf({ b: 2, a: 1 })).toBe(digestOf({ a: 1, b: 2 }));
  const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`) as unknown;
  expect(digestOf(deep)).toMatch(/^[0-9a-f]{64}$/);
});
