import type { Node } from 'oxc-parser';
import { bindingsOf } from '../repo/bindings.js';
import { habitsOf, indentAt } from '../repo/habits.js';
import { styleOf } from '../repo/layout.js';
import type { Source } from '../repo/source.js';
import type { Editing } from './editing.js';
import { inHabit } from './in-habit.js';

/** Inserts statements on new lines after a statement, with its indentation. */
export function insertAfter(
  { source, text }: Editing,
  block: readonly Node[],
  index: number,
  statements: readonly string[],
): void {
  const node = block[index];
  if (node === undefined) return;
  const { eol } = habitsOf(source);
  const next = block[index + 1];
  const lines = statements.map((statement) => inHabit(source, statement));
  const last = lines.length - 1;
  const end = ownEnd(source, node);
  if (end === node.end) lines[last] = `${lines[last] ?? ''}${hazard(source, next)}`;
  const place = lineEnd(source, end);
  if (place === undefined) text.appendLeft(end, ` ${lines.join(' ')}`);
  else
    text.appendLeft(place, lines.map((line) => `${eol}${indentAt(source.text, node.start)}${line}`).join(''));
}

/** The end of a statement. A semicolon on a later line belongs to the code after it (`;[1].map()`). */
function ownEnd({ text }: Source, node: Node): number {
  const body = text.slice(node.start, node.end).replace(/;$/, '');
  const code = body.trimEnd();
  return body.slice(code.length).includes('\n') ? node.start + code.length : node.end;
}

/** The end of the line at an offset; undefined if more code or a multi-line comment follows on it. */
function lineEnd({ text, comments }: Source, from: number): number | undefined {
  const newline = text.indexOf('\n', from);
  const end = newline === -1 ? text.length : newline - (text[newline - 1] === '\r' ? 1 : 0);
  const within = comments.filter((comment) => comment.start >= from && comment.start < end);
  if (within.some((comment) => comment.end > end)) return undefined;
  let rest = text.slice(from, end);
  for (const comment of within) rest = rest.replace(text.slice(comment.start, comment.end), '');
  return rest.trim() === '' ? end : undefined;
}

/** Without semicolons, a next line that starts with one of these would continue our statement. */
const hazard = (source: Source, next: Node | undefined): string =>
  habitsOf(source).semicolon === '' && next !== undefined && '([`+-/'.includes(source.text[next.start] ?? ' ')
    ? ';'
    : '';

/**
 * Imports names of a module in a file: extends our own import if there is one; else adds a statement after
 * the last import, or after the last require before `before`.
 */
export function addImport(
  editing: Editing,
  {
    names,
    module,
    isOurs,
    before,
  }: {
    readonly names: readonly string[];
    readonly module: string;
    readonly isOurs: (module: string) => boolean;
    /** The first top-level statement that uses the names. */
    readonly before: Node;
  },
): void {
  const { source, text } = editing;
  const ours = bindingsOf(source).filter((binding) => isOurs(binding.module));
  const missing = names.filter((name) => !ours.some(({ local }) => local === name));
  if (missing.length === 0) return;
  const list = ours.map(({ statement }) => lastName(statement)).find((end) => end !== undefined);
  if (list !== undefined) {
    text.appendLeft(list, missing.map((name) => `, ${name}`).join(''));
    return;
  }
  const { quote } = habitsOf(source);
  const style = styleOf(source);
  const statement =
    style === 'import'
      ? `import { ${missing.join(', ')} } from ${quote}${module}${quote};`
      : `const { ${missing.join(', ')} } = require(${quote}${module}${quote});`;
  const { body } = source.program;
  const anchor = body.findLastIndex((node) => {
    if (style === 'import')
      return node.type === 'ImportDeclaration' || node.type === 'TSImportEqualsDeclaration';
    return (
      node.end <= before.start &&
      bindingsOf({ ...source, program: { ...source.program, body: [node] } }).length > 0
    );
  });
  if (anchor !== -1) return insertAfter(editing, body, anchor, [statement]);
  const first = style === 'import' ? (body.find((node) => !isDirective(node)) ?? before) : before;
  const { eol } = habitsOf(source);
  text.appendLeft(first.start, `${inHabit(source, statement)}${eol}${indentAt(source.text, first.start)}`);
}

const isDirective = (node: Node): boolean =>
  node.type === 'ExpressionStatement' && typeof node.directive === 'string';

/** The end of the list of names in our import. */
function lastName(statement: Node): number | undefined {
  if (statement.type === 'ImportDeclaration') return statement.specifiers.at(-1)?.end;
  if (statement.type !== 'VariableDeclaration') return undefined;
  const pattern = statement.declarations[0]?.id;
  return pattern?.type === 'ObjectPattern' ? pattern.properties.at(-1)?.end : undefined;
}
