import { inLines, pageColumns } from '../in-lines.js';

/**
 * Wraps a line of Markdown at spaces. Continuation lines are indented, so that they belong to the same item
 * or paragraph. A word that would open a new block at the start of a line stays on the line before.
 */
export const wrappedMarkdown = (line: string, indent = '  '): readonly string[] =>
  inLines(shortened(line).split(' '), { columns: pageColumns, indent });

/** The same for a note, where every line starts with '>'. */
export const wrappedNote = (line: string): readonly string[] =>
  wrappedMarkdown(line, '').map((part) => `> ${part}`);

/** Cuts words that are longer than a line; code spans stay closed. */
const shortened = (line: string): string =>
  line.replace(/\S{100,}/g, (word) => `${word.slice(0, 90)}...${word.startsWith('`') ? '`' : ''}`);

/** The unwrapped lines of a page: an indented line continues the one above. */
export function unwrapped(page: string): readonly string[] {
  const lines: string[] = [];
  for (const line of page.split('\n')) {
    const last = lines.at(-1);
    if (last !== undefined && last !== '' && /^ {2}(?!-)\S/.test(line))
      lines[lines.length - 1] = `${last} ${line.slice(2)}`;
    else lines.push(line);
  }
  return lines.filter((line) => line.trim() !== '');
}
