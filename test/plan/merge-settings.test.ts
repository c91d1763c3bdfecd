import { describe, expect, it } from 'vitest';
import { mergeSettings } from '../../src/plan/merge/settings.js';
import { mergeUpdates } from '../../src/plan/merge/merge-updates.js';

describe('an .npmrc that others have, too', () => {
  const wanted = '# Why.\n# And more.\nsave-exact=true\n\n# gone\n\n# late\nage=7\nempty=\n';
  const merged = (before: string) => mergeSettings(before, wanted, 'js/.npmrc');

  it('gets each setting with the comment right above it', () => {
    expect(merged('')).toEqual({
      after: '# Why.\n# And more.\nsave-exact=true\n# late\nage=7\nempty=\n',
      kept: [],
    });
  });

  it.each([
    ['with spaces', '  save-exact  =  true  \nage = 7\nempty =\n', []],
    ['without a last line break', 'age=7\nempty=\nsave-exact=true', []],
    ['with CRLF', 'save-exact=true\r\nage=7\r\nempty=\r\n', []],
    ['with other values', 'save-exact=false\nage=70\nempty=1\n', ['save-exact', 'age', 'empty']],
    ['with one value less', 'save-exact=\nage=7\nempty=\n', ['save-exact']],
  ])('stays to the byte where it has all settings %s', (_, before, kept) => {
    expect(merged(before)).toEqual({ after: before, kept });
  });

  it.each([
    ['comments', '; age=1\n# age=1\n'],
    ['names that only contain ours', 'my-age=1\nage-max=1\n'],
    ['registries and tokens', '@acme:age=1\n//example.com/:age=1\n'],
    ['lists', 'age[]=1\n'],
    ['keys without a value', 'age\n'],
  ])('gets them beside %s', (_, before) => {
    expect(merged(before)).toEqual({
      after: `${before}# Why.\n# And more.\nsave-exact=true\n# late\nage=7\nempty=\n`,
      kept: [],
    });
  });

  it('gets settings without a comment as they are', () => {
    expect(mergeSettings('', 'a=1\n# late\nb=2\n', '.npmrc')).toEqual({
      after: 'a=1\n# late\nb=2\n',
      kept: [],
    });
  });

  it('gets a comment with the first of its settings that is missing', () => {
    expect(mergeSettings('a=1\n', '# both\na=1\nb=2\nc=3\n', '.npmrc')).toEqual({
      after: 'a=1\n# both\nb=2\nc=3\n',
      kept: [],
    });
  });
});

describe('YAML settings that others have, too', () => {
  const wanted = '# Why.\nage : 7\nscripts: [a, b]\n';
  const merged = (before: string, ours = wanted) => mergeSettings(before, ours, 'pnpm-workspace.yaml');

  it('stay to the byte where they say the same in another notation', () => {
    const before = "scripts:\n  - 'a'\n  - b\nage: 7";
    expect(merged(before)).toEqual({ after: before, kept: [] });
  });

  it('keep other values, which are named', () => {
    const before = 'scripts: [b, a]\nage: 7\n';
    expect(merged(before)).toEqual({ after: before, kept: ['scripts'] });
    expect(merged('age: { a: 1 }\n')).toEqual({
      after: 'age: { a: 1 }\n# Why.\nscripts: [a, b]\n',
      kept: ['age'],
    });
  });

  it('get keys that they have only further in', () => {
    const before = 'packages:\n  age: 1\n';
    expect(merged(before)).toEqual({ after: `${before}${wanted}`, kept: [] });
  });

  it.each([
    ['nothing', '', wanted],
    ['only a comment', '# mine\n', `# mine\n${wanted}`],
    ['a text of several lines at its end', 'a: |\n  b', `a: |\n  b\n${wanted}`],
    ['CRLF', 'a: 1\r\n', `a: 1\r\n${wanted.replaceAll('\n', '\r\n')}`],
  ])('with %s', (_, before, after) => {
    expect(merged(before)?.after).toBe(after);
  });

  it.each([
    ['a mapping in braces', '{ a: 1 }\n'],
    ['a list', '- a\n'],
    ['a text', 'a\n'],
    ['half a text', 'a: [\n'],
    ['an alias of nothing', 'b: *y\n'],
    ['a key that stands twice', 'a: 1\na: 2\n'],
    ['two documents', 'a: 1\n---\nb: 2\n'],
    ['an end of the document', 'a: 1\n...\n'],
    ['a null that is written', '~\n'],
  ])('are left where lines cannot be added: %s', (_, before) => {
    expect(merged(before)).toBeUndefined();
  });

  it('are left where ours are no mapping, or not lines of their own', () => {
    expect(merged('a: 1\n', '- a\n')).toBeUndefined();
    expect(merged('a: 1\n', 'a\n')).toBeUndefined();
    expect(merged('a: 1\n', 'scripts:\n  - a\n')).toBeUndefined();
    expect(merged('a: 1\n', 'scripts:\n  b: 1\n')).toBeUndefined();
  });
});

describe('a bunfig.toml that others have, too', () => {
  const wanted = '[install]\n# Why.\nexact = true\n# late\nage = 7\n\n';
  const lines = '# Why.\nexact = true\n# late\nage = 7\n';
  const merged = (before: string) => mergeSettings(before, wanted, 'js/bunfig.toml');

  it.each([
    ['nothing', '', `[install]\n${lines}`],
    ['other tables', '[test]\na = 1', `[test]\na = 1\n[install]\n${lines}`],
    ['tables below the one', '[install.scopes]\na = 1\n', `[install.scopes]\na = 1\n[install]\n${lines}`],
    [
      'names that only begin so',
      'installs = 1\n[installer]\n',
      `installs = 1\n[installer]\n[install]\n${lines}`,
    ],
    ['a comment about it', '# [install]\n', `# [install]\n[install]\n${lines}`],
    ['text about it', 'a = "x [install]"\n', `a = "x [install]"\n[install]\n${lines}`],
    ['CRLF', 'a = 1\r\n', `a = 1\r\n${`[install]\n${lines}`.replaceAll('\n', '\r\n')}`],
  ])('gets the table beside %s', (_, before, after) => {
    expect(merged(before)).toEqual({ after, kept: [] });
  });

  it.each([
    ['the bare table', '[install]', `[install]\n${lines.trimEnd()}`],
    ['a comment behind it', ' [install]  # mine\nb = 1\n', ` [install]  # mine\n${lines}b = 1\n`],
    [
      'tables around it',
      '[a]\nage = 1\n[install]\n  [b]\nexact = 1\n',
      `[a]\nage = 1\n[install]\n${lines}  [b]\nexact = 1\n`,
    ],
    ['CRLF', '[install]\r\nb = 1\r\n', `[install]\r\n${lines.replaceAll('\n', '\r\n')}b = 1\r\n`],
  ])('gets the settings in the table that has %s', (_, before, after) => {
    expect(merged(before)).toEqual({ after, kept: [] });
  });

  it.each([
    ['the same', '[install]\nexact = true\nage=7', []],
    ['other values', '[install]\nage = 1\nexact = false', ['exact', 'age']],
    ['lists among them', '[install]\nb = ["c"]\nage = 7\nexact = false\n', ['exact']],
    ['others before the next table', '[install]\nage = 7\nexact = false\n[a]\n', ['exact']],
  ])('stays to the byte where the table has %s', (_, before, kept) => {
    expect(merged(before)).toEqual({ after: before, kept });
  });

  it.each([
    'install={ exact = true }\n',
    '  install.exact = true\n',
    '["install"]\n',
    "[ 'install' ]\n",
    '[[install]]\n',
    '[ install ]\n',
    'a = 1\n[install] x\n',
  ])('is left where it is written in another way: %j', (before) => {
    expect(merged(before)).toBeUndefined();
  });
});

describe('Dependabot settings that others have, too', () => {
  const entry = (name: string, folder = '/'): string =>
    `  - package-ecosystem: ${name}\n    directory: ${folder}\n`;
  const npm = `  # Each week.\n${entry('npm')}    ignore:\n      - dependency-name: x\n`;
  const head = '# Ours.\nversion: 2\nupdates:\n';
  const wanted = `${head}${entry('npm')}    ignore:\n      - dependency-name: x\n\n${entry('docker')}`;
  const npmEntry = `${entry('npm')}    ignore:\n      - dependency-name: x\n`;

  it.each([
    [
      'moved in by two',
      `updates:\n${entry('pip')}`,
      `updates:\n${entry('pip')}${npmEntry}\n${entry('docker')}`,
    ],
    [
      'not moved in',
      'updates:\n- package-ecosystem: pip\n  directory: /\n',
      'updates:\n- package-ecosystem: pip\n  directory: /\n' +
        `${npmEntry}\n${entry('docker')}`.replaceAll(/^ {2}/gm, ''),
    ],
    [
      'without a last line break',
      `updates:\n${entry('pip').trimEnd()}`,
      `updates:\n${entry('pip')}${npmEntry}\n${entry('docker')}`,
    ],
    [
      'with a comment on its last line',
      `updates:\n${entry('pip').trimEnd()} # mine\n`,
      `updates:\n${entry('pip').trimEnd()} # mine\n${npmEntry}\n${entry('docker')}`,
    ],
    [
      'with keys behind it',
      `updates:\n${entry('pip')}\n# mine\nversion: 2\n`,
      `updates:\n${entry('pip')}${npmEntry}\n${entry('docker')}\n# mine\nversion: 2\n`,
    ],
    [
      'with CRLF',
      `updates:\n${entry('pip')}`.replaceAll('\n', '\r\n'),
      `updates:\n${entry('pip')}${npmEntry}\n${entry('docker')}`.replaceAll('\n', '\r\n'),
    ],
  ])('get the entries that are missing at the end of the list: %s', (_, before, after) => {
    expect(mergeUpdates(before, wanted)).toEqual({ after, kept: [] });
  });

  it('get only the entries that they lack', () => {
    const before = `updates:\n${entry('docker')}`;
    expect(mergeUpdates(before, wanted)).toEqual({ after: `${before}${npmEntry}\n`, kept: ['docker in /'] });
    const other = `updates:\n${entry('npm', '/web')}${entry('docker')}`;
    expect(mergeUpdates(other, wanted)?.kept).toEqual(['docker in /']);
  });

  it.each([
    [
      'in brackets',
      'updates: [{ package-ecosystem: docker, directory: / }, ' +
        '{ package-ecosystem: npm, directory: / }]\n',
    ],
    ['with other rules', `updates:\n${entry('npm')}    ignore: []\n${entry('docker')}`],
  ])('stay to the byte where all entries stand, %s', (_, before) => {
    expect(mergeUpdates(before, wanted)).toEqual({ after: before, kept: ['npm in /', 'docker in /'] });
  });

  it('are told apart by all their folders', () => {
    const several = (...folders: string[]): string =>
      `updates:\n  - package-ecosystem: npm\n    directories: [${folders.join(', ')}]\n`;
    expect(mergeUpdates(several('/a', '/b'), several('/a', '/b'))?.kept).toEqual(['npm in /a, /b']);
    expect(mergeUpdates(several('/a', '/b'), several('/a', '/c'))?.kept).toEqual([]);
    expect(mergeUpdates(several('/a'), `updates:\n${entry('npm', '/a')}`)?.kept).toEqual(['npm in /a']);
  });

  it.each([
    ['no list', 'version: 2\n'],
    ['a list that is none', 'updates: npm\n'],
    ['a list in brackets', 'updates: [{ package-ecosystem: pip }]\n'],
    ['an empty list', 'updates: []\n'],
    ['a list behind its colon', '? updates\n: - package-ecosystem: pip\n    directory: /\n'],
    ['a last text that keeps its blank lines', `updates:\n${entry('pip')}    note: |+\n      a\n\n\n`],
    ['half a text', 'updates: [\n'],
    ['two documents', `updates:\n${entry('pip')}---\na: 1\n`],
  ])('are left where entries cannot be added: %s', (_, before) => {
    expect(mergeUpdates(before, wanted)).toBeUndefined();
  });

  it('are left where ours are no list', () => {
    expect(mergeUpdates(`updates:\n${entry('pip')}`, 'updates: 1\n')).toBeUndefined();
    expect(mergeUpdates(`updates:\n${entry('pip')}`, '[\n')).toBeUndefined();
  });

  it('get an entry without the text above the list', () => {
    expect(mergeUpdates(`updates:\n${entry('pip')}`, `${head}${npm}`)?.after).not.toContain('Ours');
  });
});
