import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { describe, expect, it } from 'vitest';
import { wideLines } from './widths/wide-lines.js';

/** Every text of the house, what it emits included, can be read without scrolling to the side. */
const root = join(import.meta.dirname, '..');
const listed = execaSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
});
const files = listed.stdout.split('\0').filter((path) => path !== '' && existsSync(join(root, path)));

it('has no line of more than 120 characters', () => {
  for (const part of ['src/', 'generators/', 'templates/', 'docs/', 'test/golden/', '.github/'])
    expect(files.some((path) => path.startsWith(part))).toBe(true);
  const wide = files.flatMap((path) =>
    wideLines(path, readFileSync(join(root, path), 'utf8')).map(
      ({ line, width }) => `${path}:${line}: ${width}`,
    ),
  );
  expect(wide).toEqual([]);
});

const words = 'word '.repeat(25).trim();
const piece = 'p'.repeat(125);

describe('a wide line is found', () => {
  it.each([
    ['a comment', 'src/a.ts', `// ${words}`],
    ['a comment of a block', 'src/a.ts', ` * ${words}`],
    ['a string', 'src/a.ts', `const text = '${words}';`],
    ['a string of one word', 'src/a.ts', `  '${piece}',`],
    ['a template', 'templates/a.ts.hbs', `const text = '${words}';`],
    ['code', 'src/a.ts', `const sum = ${'1 + '.repeat(30)}1;`],
    ['a division', 'src/a.ts', `const share = ${'sum / '.repeat(20)}2;`],
    ['a call with a regular expression', 'src/a.ts', `const found = ${'text, '.repeat(20)}/a/.test(text);`],
    ['an array of the engine', 'src/a.ts', `  [${'1, '.repeat(40)}],`],
    ['a call in a test', 'test/a.test.ts', `expect([${'1, '.repeat(40)}]).toEqual([]);`],
    ['a line of a document', 'README.md', words],
    ['an item with a code span', 'docs/a.md', `- ${words} \`${piece}\``],
    ['two code spans', 'docs/a.md', `\`${piece}\` and \`${piece}\``],
    ['a golden document', 'test/golden/a/README.md.txt', words],
    ['a comment of YAML', '.github/workflows/ci.yml', `      # ${words}`],
    ['a command of YAML', '.github/workflows/ci.yml', `      - run: ${words}`],
    ['a golden Dockerfile', 'test/golden/a/Dockerfile.txt', `RUN ${words}`],
    ['a list of JSON', 'package.json', `  "files": [${'"dist", '.repeat(20)}"src"]`],
    ['a repository of ours', 'test/mutants/a/src/app.ts', `// ${words}`],
  ])('%s', (_, path, line) => {
    expect(wideLines(path, `first\n${line}\nlast\n`)).toEqual([{ line: 2, width: line.length }]);
  });

  it('from 121 characters on, counted as they are seen', () => {
    expect(wideLines('src/a.ts', `// ${'ü'.repeat(117)}`)).toEqual([]);
    expect(wideLines('src/a.ts', `// ${'\u{1f512}'.repeat(118)}`)).toEqual([{ line: 1, width: 121 }]);
  });
});

describe('may be wide', () => {
  it.each([
    ['a row of a table', 'README.md', `| ${words} | ${words} |`],
    ['a row of an emitted table', 'test/golden/a/README.md.txt', `| ${words} |`],
    ['a case in brackets', 'test/a.test.ts', `    ['${words}', 1],`],
    ['a case in braces', 'test/a.test.ts', `    { text: '${words}' },`],
    ['cases that are spread', 'test/a.test.ts', `    ...['${words}'],`],
    ['a regular expression', 'src/a.ts', `  /${piece}/i;`],
    ['a regular expression that is asked', 'src/a.ts', `  /${piece}/.test(`],
    ['a link in a comment', 'src/a.ts', `// https://example.test/${piece}`],
    ['a link in a document', 'README.md', `- https://example.test/${piece}`],
    ['a heading', 'README.md', `## ${words}`],
    ['a code span', 'README.md', `- \`${words}\``],
    ['a word of a text file', '.npmrc', `key=${piece}`],
    [
      'a digest',
      'test/golden/a/Dockerfile.txt',
      `FROM ${'p'.repeat(60)}@sha256:${'0a'.repeat(32)} AS runtime`,
    ],
    ['a value of JSON', 'package.json', `  "check": "${words}",`],
    ['an element of JSON', 'package.json', `    "${words}"`],
    ['a lockfile', 'test/nodes/package-lock.json', `{ ${words} }`],
    ['a licence', 'LICENSE', words],
    ['other people’s code', 'test/repos/a/input/app.js', `// ${words}`],
    ['other people’s service', 'test/foreign/cases/a/app.js', `// ${words}`],
    ['what is no text', 'docs/a.png', `\0${words}`],
  ])('%s', (_, path, line) => {
    expect(line.length).toBeGreaterThan(120);
    expect(wideLines(path, `first\n${line}\nlast\n`)).toEqual([]);
  });
});
