import { cleanLine } from '../clean.js';

/**
 * A value as one line of Markdown that shows the value and nothing else: no HTML, link, image, heading,
 * list, table, code, emphasis or footnote of a stranger. A word that a renderer would make a link or a
 * mention of stands in a code span.
 *
 * Entities, not backslashes, where the two could be read otherwise inside a table or beside a code span.
 */
export function escaped(text: string, most = 2000): string {
  const line = cleanLine(text, most).trim();
  const words = line.split(linked).map((part, at) => (at % 2 === 0 ? plain(part) : `\`${part}\``));
  return atStart(words.join(''));
}

/**
 * Runs of characters with an address, a mention or a number of an issue in them; none holds what ends a
 * code span or a cell.
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
 * What opens a heading, a list, a rule or a table where a line begins; a number alone does, when we put a
 * full stop behind it.
 */
const atStart = (text: string): string =>
  text.replace(/^[#+=:-]/, '\\$&').replace(/^\d(?=\d*(?:[.)]|$))/, (digit) => `&#${digit.charCodeAt(0)};`);
