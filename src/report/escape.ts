import { cleanLine } from '../clean.js';

/**
 * A value as one line of Markdown that shows exactly the value: a stranger's text must not make HTML, links,
 * images, headings, lists, tables, code, emphasis or footnotes. A word that a renderer would turn into a link
 * or a mention goes into a code span.
 *
 * Uses entities: backslashes can be read differently inside a table or next to a code span.
 */
export function escaped(text: string, most = 2000): string {
  const line = cleanLine(text, most).trim();
  const words = line.split(linked).map((part, at) => (at % 2 === 0 ? plain(part) : `\`${part}\``));
  return atStart(words.join(''));
}

/**
 * Runs of characters that contain an address, a mention or an issue number, without characters that end a
 * code span or a table cell.
 */
const linked = /([^\s`|<>&[\]\\*~_$]*(?:@|:\/\/|www\.|mailto:|xmpp:|#\d|GH-\d)[^\s`|<>&[\]\\*~$]*)/gi;

const plain = (text: string): string =>
  text
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/\\(?=[!-/:-@[-`{-~]|$)/g, '&#92;')
    .replace(/[<>|`]/g, (sign) => entities[sign] ?? sign)
    .replace(/[*~$[\]]/g, '\\$&')
    .replace(/(?<![A-Za-z0-9])_+|_+(?![A-Za-z0-9])/g, (run) => '\\_'.repeat(run.length));

const entities: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '|': '&#124;',
  '`': '&#96;',
};

/**
 * Escapes the start of a line that would make a heading, a list, a rule or a table. A number alone can too,
 * if a full stop follows.
 */
const atStart = (text: string): string =>
  text.replace(/^[#+=:-]/, '\\$&').replace(/^\d(?=\d*(?:[.)]|$))/, (digit) => `&#${digit.charCodeAt(0)};`);
