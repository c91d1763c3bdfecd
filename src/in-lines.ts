/** Columns of a page: what a person reads in an editor without turning lines. */
export const pageColumns = 118;

/**
 * Wraps Markdown to `columns` where possible. Lines after the first begin with `indent`. A word that would
 * open a new block at the start of a line stays on the line before.
 */
export function inLines(
  words: readonly string[],
  { columns, indent }: { readonly columns: number; readonly indent: string },
): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of words) {
    const fits = current === '' || current.length + 1 + word.length <= columns;
    if (fits || opensABlock.test(word)) current = current === '' ? word : `${current} ${word}`;
    else {
      lines.push(current);
      current = `${indent}${word}`;
    }
  }
  return [...lines, current];
}

/** The start of a list, a heading, a quotation, a table, a fence or a rule. */
const opensABlock = /^(?:[#>|+*=~-]|\d+[.)]|`{3}|<)/;
