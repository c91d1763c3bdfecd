import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLine } from '../../src/clean.js';
import { escaped } from '../../src/report/escape.js';

const bits = [
  ...['<img src=x onerror=alert(1)>', '<script>', '</td>', '<!--', '-->', '<a@b.co>', '![a](b)', '[a](b)'],
  ...['[a]: http://x', '[^1]', '[x] ', '# h', '- x', '+ x', '1. x', '1) x', '12', '> q', '---', '===', ':-'],
  ...['|', '\\|', '\\', '`', '``', '*a*', '**b**', '_c_', '__d__', 'a_b', '~~e~~', '$x$', '${{ a }}'],
  ...[
    '@user',
    'a@b.co',
    'https://x.y',
    'HTTP://X',
    'www.x.y',
    'mailto:a',
    'xmpp:a',
    '#1',
    'GH-1',
    '&lt;',
    '&#60;',
    '&',
  ],
  ...['\n', '\r\n', '\t', '    ', ' ', 'x', '_', '*', '!', '(', ')', '\u001b[2J', '\u202e'],
];
const text = fc.oneof(
  fc.array(fc.constantFrom(...bits), { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

/** What a renderer could take for markup in one line: nothing of it may stand bare. */
function markup(line: string): readonly string[] {
  const found: string[] = [];
  if (/[\n\r\t]/.test(line)) found.push('a second line');
  if (/^(?:[#+=:>-]|\d+(?:[.)]|$)|\s)/.test(line)) found.push('the start of a block');
  const outside = line.replace(/`[^`|\\<>&]+`/g, 'code');
  const bare = outside.replace(/\\[!-/:-@[-`{-~]/g, '.').replace(/&(?:amp|lt|gt|#\d+);/g, '.');
  if (/[<>`|*~$[\]]/.test(bare)) found.push('a bare sign');
  if (/&#?\w+;/.test(bare)) found.push('an entity of a stranger');
  if (/(?<![A-Za-z0-9_])_|_(?![A-Za-z0-9_])/.test(bare)) found.push('emphasis');
  if (/\\$/.test(bare)) found.push('an escape of what follows');
  if (/@|:\/\/|www\.|mailto:|xmpp:|#\d|GH-\d/i.test(outside.replace(/&#\d+;/g, '')))
    found.push('a link or a mention');
  return found;
}

/** What a reader sees. */
const seen = (line: string): string =>
  line.replace(/`([^`]+)`|\\([!-/:-@[-`{-~])|&(amp|lt|gt|#\d+);/g, (_, code, sign, entity) => {
    if (code !== undefined) return String(code);
    if (sign !== undefined) return String(sign);
    const named: Record<string, string> = { amp: '&', lt: '<', gt: '>' };
    return named[String(entity)] ?? String.fromCharCode(Number(String(entity).slice(1)));
  });

describe('a value in Markdown', () => {
  it('renders as itself, whatever it is', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(markup(escaped(value))).toEqual([]);
        expect(seen(escaped(value))).toBe(cleanLine(value).trim());
      }),
      { numRuns: 3000 },
    );
  });

  it('would be noticed if it were put there as it is, or escaped for HTML alone', () => {
    const html = (value: string): string =>
      value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    for (const weaker of [cleanLine, html])
      expect(() =>
        fc.assert(fc.property(text, (value) => expect(markup(weaker(value))).toEqual([]))),
      ).toThrow();
  });

  it('stays readable', () => {
    expect(escaped('PORT is 3000 in Dockerfile:12, NODE_ENV is not set; a && b')).toBe(
      'PORT is 3000 in Dockerfile:12, NODE_ENV is not set; a && b',
    );
    expect(escaped('no database <img src=x>')).toBe('no database &lt;img src=x&gt;');
    expect(escaped('uses actions/checkout@v4')).toBe('uses `actions/checkout@v4`');
  });
});
