import type { Node } from 'oxc-parser';
import { refuseParts } from './part-names.js';
import type { Member } from './read-member.js';

/**
 * Refuses a comment on a statement that the joined file does not have, since it would end on another one: inside it,
 * behind it on its line, or on the lines before it. Over the first statement it is about the file.
 */
export function refuseLostComments(main: string, { path, text, program, comments, dropped }: Member): void {
  const gone = path === main ? dropped : [...dropped, ...program.body.filter(isList)];
  for (const statement of gone) {
    const before = program.body[program.body.indexOf(statement as (typeof program.body)[number]) - 1];
    const lost = comments.find(
      ({ start, end }) =>
        (start >= statement.start && end <= statement.end) ||
        (start >= statement.end && !text.slice(statement.end, start).includes('\n')) ||
        (before !== undefined &&
          start > before.end &&
          end <= statement.start &&
          text.slice(before.end, start).includes('\n') &&
          !/\n\s*\n/.test(text.slice(end, statement.start))),
    );
    if (lost !== undefined)
      refuseParts(main, `${path} with a comment on an import or export that goes: ${lost.value.trim()}`);
  }
}

/** `export { a }`: what of it stays is known later. */
const isList = (statement: Node): boolean =>
  statement.type === 'ExportNamedDeclaration' && statement.declaration === null;
