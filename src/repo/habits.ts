import type { Node } from 'oxc-parser';
import { findAll, stringOf } from './ast.js';
import { eolOf } from './eol.js';
import type { Source } from './source.js';

/** The style of a file, so that inserted code looks like it. */
export interface Habits {
  readonly eol: '\n' | '\r\n';
  readonly quote: "'" | '"';
  readonly semicolon: ';' | '';
}

/** Finds the style that most of the file follows. */
export function habitsOf(source: Source): Habits {
  return { eol: eolOf(source.text), quote: quoteOf(source), semicolon: semicolonOf(source) };
}

function quoteOf({ program, text }: Source): "'" | '"' {
  const literals = findAll(program, (node): node is Node => stringOf(node) !== undefined);
  const double = literals.filter(({ node }) => text[node.start] === '"').length;
  return double * 2 > literals.length ? '"' : "'";
}

function semicolonOf({ program, text }: Source): ';' | '' {
  const statements = program.body.filter(
    (node) =>
      node.type === 'ImportDeclaration' ||
      node.type === 'VariableDeclaration' ||
      node.type === 'ExpressionStatement',
  );
  const ended = statements.filter((node) => text[node.end - 1] === ';').length;
  return ended * 2 >= statements.length ? ';' : '';
}

/** The white space at the start of a line. */
export function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}
