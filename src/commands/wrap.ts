import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'fast-string-width';

/** Wraps lines between words to a terminal's width, with a hanging indent. */
export const wrapped = (text: string, width: number): string =>
  Number.isFinite(width)
    ? text
        .split('\n')
        .map((line) => (stringWidth(line) <= width ? line : broken(line, width, hangOf(line, width))))
        .join('\n')
    : text;

/** The words that fit into one line, for a line that is drawn again and again. A single long word is cut. */
export const firstLine = (text: string, width: number): string =>
  (wrapped(text, width).split('\n', 1)[0] ?? '').slice(0, width);

/** Wraps a command with backslashes at the line ends, so that it can still be copied into a shell. */
export function wrappedCommand(words: readonly string[], width: number): string {
  const lines: string[] = [];
  for (const word of together(words)) {
    const line = lines.at(-1);
    const fits = line !== undefined && stringWidth(`${line} ${word} \\`) <= width;
    if (fits) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(line === undefined ? word : `  ${word}`);
  }
  return lines.join(' \\\n');
}

/** Joins an option and its value: ['--node', '26'] -> ['--node 26']. */
const together = (words: readonly string[]): readonly string[] =>
  words.reduce<readonly string[]>((before, word) => {
    const last = before.at(-1) ?? '';
    const isValue = /^--[\w-]+$/.test(last) && !word.startsWith('-');
    return isValue ? [...before.slice(0, -1), `${last} ${word}`] : [...before, word];
  }, []);

/** Wraps one line. A word wider than the line stays whole, with less indent: it may be a path to copy. */
function broken(line: string, width: number, hang: number): string {
  const lines: string[] = [];
  let current = '';
  for (const [piece] of line.matchAll(/\s*\S+/g)) {
    const isFirst = current === '';
    if (stringWidth(current + piece) <= width) current += piece;
    else {
      if (!isFirst) lines.push(current);
      const word = piece.trimStart();
      current = ' '.repeat(Math.max(0, Math.min(hang, width - stringWidth(word)))) + word;
    }
  }
  return [...lines, current].join('\n');
}

/**
 * The indent of continuation lines: below the text after a label ('  name    text', '  - text') if there is
 * room, else one step deeper than the line.
 */
function hangOf(line: string, width: number): number {
  const plain = stripVTControlCharacters(line);
  const [label = ''] = /^ *(?:-|\d+\.|\S.*?\S? {2,}(?! )) */.exec(plain) ?? [];
  const column = stringWidth(label);
  if (column > 0 && column <= width / 2) return column;
  const indent = plain.length - plain.trimStart().length;
  const most = Math.floor(width / 3);
  if (column > 0) return Math.min(indent + 4, most);
  return indent === 0 ? 0 : Math.min(indent + 2, most);
}
