import { inLines } from '../in-lines.js';

const columns = 118;

/** Wraps the lines of a Markdown document. Tables, headings, HTML and code blocks stay, and code spans stay whole. */
export function wrapDocument(document: string): string {
  let isCode = false;
  return document
    .split('\n')
    .flatMap((line) => {
      if (/^\s*```/.test(line)) isCode = !isCode;
      return isCode || line.length <= columns || /^\s*[|#<]/.test(line) ? [line] : wrappedLine(line);
    })
    .join('\n');
}

/** Indents continuation lines, so that they belong to the same list item. */
function wrappedLine(line: string): readonly string[] {
  const start = /^\s*(?:(?:[-*]|\d+\.) |> )?/.exec(line)?.[0] ?? '';
  const [first = '', ...words] = line.slice(start.length).match(/(?:`[^`]*`|\S)+/g) ?? [];
  const indent = start.endsWith('> ') ? start : ' '.repeat(start.length);
  return inLines([`${start}${first}`, ...words], { columns, indent });
}
