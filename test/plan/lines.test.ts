import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendKeys, appendOrderedRules, appendRules, blocksOf } from '../../src/plan/merge/lines.js';

describe('rules of an ignore file', () => {
  it.each([
    ['are added at the end', 'dist\n', ['.env'], 'dist\n.env\n'],
    [
      'are not added where they stand, however they are moved in',
      'dist\n  .env\n',
      ['.env'],
      'dist\n  .env\n',
    ],
    ['are added where they are only a part of another', 'my.env\n', ['.env'], 'my.env\n.env\n'],
    ['get a line of their own', 'dist', ['.env', 'logs'], 'dist\n.env\nlogs\n'],
    ['have the line ends of the file', 'dist\r\n', ['.env'], 'dist\r\n.env\r\n'],
    ['begin an empty file', '', ['.env'], '.env\n'],
    ['are nothing when they are blank', 'dist\n', ['', ' '], 'dist\n'],
  ])('%s', (_, text, rules, expected) => {
    expect(appendRules(text, rules)).toBe(expected);
  });

  it.each([
    ['are enough where they stand', 'a\n.env\n', ['.env'], 'a\n.env\n'],
    ['are written again behind what takes them back', '.env\n!.env\n', ['.env'], '.env\n!.env\n.env\n'],
    ['are enough behind what takes them back', '!.env\n.env\n', ['.env'], '!.env\n.env\n'],
    [
      'are added with what takes a part of them back',
      'a\n',
      ['.env*', '!.env.example'],
      'a\n.env*\n!.env.example\n',
    ],
    [
      'are enough with what takes a part of them back',
      '.env*\n!.env.example\n',
      ['!.env.example'],
      '.env*\n!.env.example\n',
    ],
    [
      'are written again with all that takes a part of them back',
      '.env*\n!.env.local\n',
      ['.env*', '!.env.example'],
      '.env*\n!.env.local\n.env*\n!.env.example\n',
    ],
    [
      'come with what takes a part back, where only that is missing',
      '!b\n.env*\n',
      ['.env*', '!.env.example'],
      '!b\n.env*\n!.env.example\n',
    ],
    [
      'are written again behind what ours take back',
      '**/.env*\n**/*.pem\n',
      ['*', '!src', '**/.env*', '**/*.pem'],
      '**/.env*\n**/*.pem\n*\n!src\n**/.env*\n**/*.pem\n',
    ],
    [
      'are enough where all of them stand, with more of the user',
      'a\n.env*\n!.env.example\n*.log\n',
      ['.env*', '!.env.example', '*.log'],
      'a\n.env*\n!.env.example\n*.log\n',
    ],
    [
      'take back behind what ignores',
      '!.env.example\n.env.*\n',
      ['.env.*', '!.env.example'],
      '!.env.example\n.env.*\n!.env.example\n',
    ],
  ])('in their order %s', (_, text, rules, expected) => {
    expect(appendOrderedRules(text, rules)).toBe(expected);
  });

  const name = fc.constantFrom('a', 'b', 'c', '*');
  const rule = fc.tuple(fc.constantFrom('', '!'), name).map((parts) => parts.join(''));
  const rules = fc.uniqueArray(rule, { maxLength: 6 });
  /** As git and Docker read it: the last rule that matches decides. */
  const isIgnored = (path: string, lines: readonly string[]): boolean =>
    lines.findLast((line) => ['*', path].includes(line.replace('!', '')))?.startsWith('!') === false;

  it('ignore all that they ignore alone, whatever was there, and a second time nothing is added', () => {
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 8 }), rules, (before, ours) => {
        const once = appendOrderedRules(before.map((line) => `${line}\n`).join(''), ours);
        for (const path of ['a', 'b', 'c'])
          if (isIgnored(path, ours)) expect(isIgnored(path, once.split('\n'))).toBe(true);
        expect(appendOrderedRules(once, ours)).toBe(once);
      }),
      { numRuns: 5_000, seed: 1 },
    );
  });
});

describe('keys of an environment template', () => {
  const rendered = '# The port.\n# Above 1024.\nPORT=3000\n\n# A key.\nKEY=x\n';

  it.each([
    [
      'come with their comments',
      'A=1\n',
      'A=1\n\n# The port.\n# Above 1024.\nPORT=3000\n\n# A key.\nKEY=x\n',
    ],
    ['begin an empty file without a blank line', '', rendered],
    ['are left out where they stand', 'PORT=1\n', 'PORT=1\n\n# A key.\nKEY=x\n'],
    ['are left out where they are exported', 'export PORT=1\n  KEY = 2\n', 'export PORT=1\n  KEY = 2\n'],
    ['are left out behind a BOM', '\uFEFFPORT=1\nKEY=2', '\uFEFFPORT=1\nKEY=2'],
    [
      'are added where they stand in a comment',
      '# PORT=1\nKEY=2\n',
      '# PORT=1\nKEY=2\n\n# The port.\n# Above 1024.\nPORT=3000\n',
    ],
    [
      'are added where they are a part of another',
      'PORT_2=1\nKEY=2\n',
      'PORT_2=1\nKEY=2\n\n# The port.\n# Above 1024.\nPORT=3000\n',
    ],
  ])('%s', (_, text, expected) => {
    expect(appendKeys(text, rendered)).toBe(expected);
  });

  it('are read with the comments right above them', () => {
    expect(blocksOf('# gone\n\n# kept\nA=1\nB=2\r\n# C\n  # too\nC=3\nnot a key\n')).toEqual([
      { name: 'A', lines: ['# kept', 'A=1'] },
      { name: 'B', lines: ['B=2'] },
      { name: 'C', lines: ['# C', '  # too', 'C=3'] },
    ]);
  });
});
