import stringWidth from 'fast-string-width';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrapped, wrappedCommand } from '../../src/commands/wrap.js';

const words = (text: string): readonly string[] => text.split(/\s+/).filter(Boolean);
const word = fc.stringMatching(/^[a-zü/.,:-]{1,30}$/);
const line = fc
  .tuple(fc.nat(38), fc.array(fc.tuple(word, fc.constantFrom(' ', ' ', '  ', '    ')), { maxLength: 30 }))
  .map(([indent, all]) => ' '.repeat(indent) + all.flat().join(''));

describe('wrapped', () => {
  it.each([40, 80])('keeps every word whole and every line within %i columns, whatever the text', (width) => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 5 }), (lines) => {
        const text = lines.join('\n');
        const out = wrapped(text, width);
        expect(words(out)).toEqual(words(text));
        expect(out.split('\n').filter((each) => stringWidth(each.trimEnd()) > width)).toEqual([]);
      }),
      { seed: 7, numRuns: 400 },
    );
  });

  it('sets what goes on under its text, and keeps colours out of the count', () => {
    const red = '\u001b[31mfail\u001b[0m';
    expect(wrapped(`  ${red}  one two three four`, 18)).toBe(`  ${red}  one two\n        three four`);
    expect(wrapped('  - one two three', 10)).toBe('  - one\n    two\n    three');
    expect(wrapped('one two three', 9)).toBe('one two\nthree');
  });

  it('leaves a text alone that fits, or that no terminal shows', () => {
    expect(wrapped('a  b', 80)).toBe('a  b');
    expect(wrapped('x '.repeat(100), Infinity)).toBe('x '.repeat(100));
  });

  it('counts what is two columns wide as two', () => {
    expect(wrapped('漢字 漢字', 8)).toBe('漢字\n漢字');
  });
});

describe('wrappedCommand', () => {
  it('is the same command to a shell, with each option beside its value', () => {
    const command = ['npx rampart', 'new', "'my dir'", '--name', 'my-dir', '--node', '26', '--git'];
    const out = wrappedCommand(command, 24);
    expect(out).toBe("npx rampart new \\\n  'my dir' \\\n  --name my-dir \\\n  --node 26 --git");
    expect(out.replaceAll('\\\n', ' ').split(/\s+/)).toEqual(command.join(' ').split(' '));
  });
});
