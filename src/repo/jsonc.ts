import type { Node } from 'oxc-parser';
import { bare, stringOf } from './ast.js';
import { isNotParsed, parse } from './parse.js';

/** The root object of a JSON file, comments and trailing commas allowed, as a tree; undefined when it is not one. */
export function jsonTree(text: string): (Node & { type: 'ObjectExpression' }) | undefined {
  // Parenthesised, so that `{` opens an object; one character is added in front, which `offset` takes off again.
  const parsed = parse('x.js', `(${text}\n)`, { preserveParens: false });
  if (isNotParsed(parsed)) return undefined;
  const { program, errors } = parsed;
  const statement = program.body[0];
  if (errors.length > 0 || program.body.length !== 1 || statement?.type !== 'ExpressionStatement')
    return undefined;
  const root = bare(statement.expression);
  return root.type === 'ObjectExpression' ? root : undefined;
}

/** A node's place in the JSON text. */
export const offset = (node: Node): { start: number; end: number } => ({
  start: node.start - 1,
  end: node.end - 1,
});

/** The properties of an object, by key, in order. */
export function entriesOf(object: Node): readonly { key: string; property: Node; value: Node }[] {
  if (object.type !== 'ObjectExpression') return [];
  return object.properties.flatMap((property) => {
    const key = property.type === 'Property' ? stringOf(property.key) : undefined;
    return property.type === 'Property' && key !== undefined
      ? [{ key, property, value: property.value }]
      : [];
  });
}

/** The plain value of a JSON file with comments. */
export function parseJsonc(text: string): unknown {
  const root = jsonTree(text.replace(/^\uFEFF/, ''));
  return root === undefined ? undefined : plain(root);
}

function plain(node: Node): unknown {
  if (node.type === 'ObjectExpression')
    return Object.fromEntries(entriesOf(node).map(({ key, value }) => [key, plain(value)]));
  if (node.type === 'ArrayExpression')
    return node.elements.map((item) => (item === null ? null : plain(item)));
  if (node.type === 'Literal') return node.value;
  return undefined;
}
