import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { nameManager } from '../../src/plan/merge/name-manager.js';
import { mergeSettings } from '../../src/plan/merge/settings.js';
import { mergeUpdates } from '../../src/plan/merge/merge-updates.js';

describe('settings of a package manager', () => {
  const wanted = '# ours\nsave-exact=true\nignore-scripts=true\n# late\nmin-release-age=7\n';

  it.each([
    ['an empty file', '', wanted, []],
    ['other keys', 'fund=false', `fund=false\n${wanted}`, []],
    ['CRLF', 'fund=false\r\n', `fund=false\r\n${wanted.replaceAll('\n', '\r\n')}`, []],
    ['the same', wanted, wanted, []],
    [
      'one of ours, with spaces',
      'save-exact = true\n',
      `save-exact = true\n# ours\nignore-scripts=true\n# late\nmin-release-age=7\n`,
      [],
    ],
    [
      'another value',
      'min-release-age=1\n',
      'min-release-age=1\n# ours\nsave-exact=true\nignore-scripts=true\n',
      ['min-release-age'],
    ],
    ['one in a comment', '#save-exact=false\n', `#save-exact=false\n${wanted}`, []],
  ] as const)('.npmrc with %s', (_, before, after, kept) => {
    expect(mergeSettings(before, wanted, '.npmrc')).toEqual({ after, kept });
  });

  const yaml = "# ours\nsavePrefix: ''\nignoreScripts: true\n";

  it.each([
    ['packages', 'packages:\n  - apps/*', `packages:\n  - apps/*\n${yaml}`, []],
    ['nothing', '# empty\n', `# empty\n${yaml}`, []],
    [
      'another value',
      'ignoreScripts: false\n',
      "ignoreScripts: false\n# ours\nsavePrefix: ''\n",
      ['ignoreScripts'],
    ],
  ] as const)('pnpm-workspace.yaml with %s', (_, before, after, kept) => {
    expect(mergeSettings(before, yaml, 'pnpm-workspace.yaml')).toEqual({ after, kept });
  });

  it.each([
    '{ packages: [a] }\n',
    'packages: [a]\n...\nnot: ours\n',
    '- a\n',
    'a: [\n',
    'a: |\n  text\n ',
    'a: &x 1\nb: *y\n',
  ])('a YAML file that lines cannot be added to is left: %j', (before) => {
    const merged = mergeSettings(before, yaml, '.yarnrc.yml');
    // Where it was added to, all that it said is still said.
    if (merged !== undefined) expect(parse(merged.after)).toMatchObject(parse(before) as object);
    else expect(merged).toBeUndefined();
  });

  const toml = '[install]\n# ours\nexact = true\n# late\nminimumReleaseAge = 604800\n';

  it.each([
    ['no table', 'smol = true\n', `smol = true\n${toml}`, []],
    [
      'the table',
      '[install]\nfrozenLockfile = true\n\n[test]\nexact = 1\n',
      '[install]\n# ours\nexact = true\n# late\nminimumReleaseAge = ' +
        '604800\nfrozenLockfile = true\n\n[test]\nexact = 1\n',
      [],
    ],
    [
      'another value',
      '[install]\nexact = false\n',
      '[install]\n# late\nminimumReleaseAge = 604800\nexact = false\n',
      ['exact'],
    ],
  ] as const)('bunfig.toml with %s', (_, before, after, kept) => {
    expect(mergeSettings(before, toml, 'bunfig.toml')).toEqual({ after, kept });
  });

  it.each(['install = { exact = true }\n', 'install.exact = false\n', '["install"]\nexact = false\n'])(
    'a table that is written in another way is left: %j',
    (before) => {
      expect(mergeSettings(before, toml, 'bunfig.toml')).toBeUndefined();
    },
  );
});

describe('settings of Dependabot', () => {
  const entry = (name: string, folder: string): string =>
    `  - package-ecosystem: ${name}\n    directory: ${folder}\n    ignore:\n      - dependency-name: x\n`;
  const wanted = `version: 2\nupdates:\n${entry('npm', '/')}${entry('docker', '/apps/api')}`;
  const read = (text: string): unknown => (parse(text) as { updates: unknown }).updates;

  it.each([
    ['moved in by two', `version: 2\nupdates:\n${entry('pip', '/')}`],
    ['not moved in', 'version: 2\nupdates:\n- package-ecosystem: pip\n  directory: /\n'],
    ['without a last line break', 'version: 2\nupdates:\n- package-ecosystem: pip\n  directory: /'],
    ['with keys behind it', 'updates:\n  - package-ecosystem: pip\n    directory: /\n\n# mine\nversion: 2\n'],
    ['with CRLF', 'version: 2\r\nupdates:\r\n  - package-ecosystem: pip\r\n    directory: /\r\n'],
  ])('whose list is %s takes ours', (_, before) => {
    const merged = mergeUpdates(before, wanted);
    expect(read(merged?.after ?? '')).toEqual([
      ...(read(before) as unknown[]),
      ...(read(wanted) as unknown[]),
    ]);
    for (const line of before.split(/\r?\n/)) expect(merged?.after).toContain(line);
  });

  it('keeps an entry that stands, and names it', () => {
    const before = `version: 2\nupdates:\n${entry('npm', '/').replace('x', 'y')}`;
    const merged = mergeUpdates(before, wanted);
    expect(merged?.kept).toEqual(['npm in /']);
    expect(merged?.after).toBe(before + entry('docker', '/apps/api'));
  });

  it.each([
    'version: 2\nupdates: []\n',
    'version: 2\nupdates: [{ package-ecosystem: pip }]\n',
    'version: 2\n',
    '[\n',
  ])('is left where it cannot be added to: %j', (before) => {
    expect(mergeUpdates(before, wanted)).toBeUndefined();
  });
});

it('YAML that is deeper than a person writes is left', () => {
  const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
  expect(mergeSettings(`a: ${deep}\n`, 'b: 1\n', '.yarnrc.yml')).toBeUndefined();
  const updates = 'updates:\n  - package-ecosystem: npm\n    directory: /\n';
  expect(mergeUpdates(`${updates}a: ${deep}\n`, updates)).toBeUndefined();
});

describe('the package manager of package.json', () => {
  it.each([
    ['{ "name": "a" }\n', '{ "name": "a", "packageManager": "npm@1.2.3" }\n'],
    ['{\n\t"name": "a"\n}\n', '{\n\t"name": "a",\n\t"packageManager": "npm@1.2.3"\n}\n'],
    ['{"name":"a"}', '{"name":"a","packageManager": "npm@1.2.3"}'],
    ['{ "packageManager": "pnpm@9.0.0" }', '{ "packageManager": "pnpm@9.0.0" }'],
    ['{ "devEngines": {} }', '{ "devEngines": {} }'],
    ['{ "a": 1, }', '{ "a": 1, }'],
  ])('%j', (before, after) => {
    expect(nameManager(before, 'npm@1.2.3')).toBe(after);
  });
});
