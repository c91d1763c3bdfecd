import { inLines, pageColumns } from '../in-lines.js';

/**
 * Wraps the lines of a Markdown document. A paragraph with a line that is too long is wrapped from there to its end.
 * Tables, headings, HTML and code blocks stay, and code spans stay whole.
 */
export function wrapDocument(document: string): string {
  const lines = document.split('\n');
  const fitting: string[] = [];
  let isCode = false;
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    if (/^\s*```/.test(line)) isCode = !isCode;
    if (isCode || line.length <= pageColumns || /^\s*[|#<]/.test(line)) {
      fitting.push(line);
      continue;
    }
    const start = /^\s*(?:(?:[-*]|\d+\.) |> )?/.exec(line)?.[0] ?? '';
    const indent = start.endsWith('> ') ? start : ' '.repeat(start.length);
    const paragraph = [line.slice(start.length)];
    while (goesOn(lines[0], indent)) paragraph.push((lines.shift() ?? '').slice(indent.length));
    fitting.push(...wrappedParagraph(paragraph.join(' '), start, indent));
  }
  return fitting.join('\n');
}

/** Whether it is the next line of the same paragraph. A line of code spans only stays alone, to be copied. */
function goesOn(line: string | undefined, indent: string): boolean {
  if (line?.startsWith(indent) !== true) return false;
  const text = line.slice(indent.length);
  return /^[\w`"'(*[]/.test(text) && !/^(?:\*|\d+\.) |^```|^(?:`[^`]*`\s*)+$/.test(text);
}

/** Indents continuation lines, so that they belong to the same list item. */
function wrappedParagraph(text: string, start: string, indent: string): readonly string[] {
  const [first = '', ...words] = text.match(/(?:`[^`]*`|\S)+/g) ?? [];
  return inLines([`${start}${first}`, ...words], { columns: pageColumns, indent });
}
