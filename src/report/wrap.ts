import { inLines, pageColumns } from '../in-lines.js';

/**
 * A line of Markdown, broken at spaces. What follows the first line is indented, so that it goes on with
 * the same item or paragraph; a word that would open a block of its own at the start of a line stays where
 * it is.
 */
export const wrappedMarkdown = (line: string, indent = '  '): readonly string[] =>
  inLines(shortened(line).split(' '), { columns: pageColumns, indent });

/** The same for a note: each line of it begins with its sign. */
export const wrappedNote = (line: string): readonly string[] =>
  wrappedMarkdown(line, '').map((part) => `> ${part}`);

/** A word that is longer than a line is cut; code spans stay closed. */
const shortened = (line: string): string =>
  line.replace(/\S{100,}/g, (word) => `${word.slice(0, 90)}...${word.startsWith('`') ? '`' : ''}`);

/** The lines of a page as they were before they were broken: what is indented goes on with the line above it. */
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
