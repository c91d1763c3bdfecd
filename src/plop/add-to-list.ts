import MagicString from 'magic-string';
import { parseSync, type Expression, type Program } from 'oxc-parser';

/** Adds an import and a list entry to a module: finds the places in the syntax tree, and inserts text. */
export function addToList({
  path,
  text,
  list,
  entry,
  from,
}: {
  readonly path: string;
  readonly text: string;
  readonly list: string;
  readonly entry: string;
  /** 'import { auditLog } from './audit-log.js';' */
  readonly from: string;
}): string {
  const { program, errors } = parseSync(path, text);
  const lastImport = program.body.findLast((node) => node.type === 'ImportDeclaration');
  const value = valueOf(program, list);
  const entries =
    value?.type === 'ArrayExpression'
      ? value.elements
      : value?.type === 'ObjectExpression'
        ? value.properties
        : [];
  const last = entries.at(-1);
  if (errors.length > 0 || lastImport === undefined || !last)
    throw new Error(`Expected ${path} to be imports and the list "${list}".`);
  return new MagicString(text)
    .appendLeft(lastImport.end, `\n${from}`)
    .appendLeft(last.end, `,\n  ${entry}`)
    .toString();
}

function valueOf(program: Program, name: string): Expression | undefined {
  const declarations = program.body.flatMap((node) => {
    const inner = node.type === 'ExportNamedDeclaration' ? node.declaration : node;
    return inner?.type === 'VariableDeclaration' ? inner.declarations : [];
  });
  const found = declarations.find(({ id }) => id.type === 'Identifier' && id.name === name)?.init;
  return found ? bare(found) : undefined;
}

const bare = (node: Expression): Expression =>
  node.type === 'TSAsExpression' ? bare(node.expression) : node;
