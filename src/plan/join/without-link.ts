import MagicString from 'magic-string';
import { parseSync } from 'oxc-parser';
import { templateAt } from './part-names.js';

/** A main without the statement that hands this part on, and its line. */
export function withoutLink(main: string, text: string, part: string): string {
  const out = new MagicString(text);
  for (const statement of parseSync('template.ts', text).program.body)
    if (statement.type === 'ExportNamedDeclaration' && statement.source !== null)
      if (templateAt(statement.source.value, main) === part)
        out.remove(statement.start, statement.end + (text[statement.end] === '\n' ? 1 : 0));
  return out.toString().replace(/^\n+/, '');
}
