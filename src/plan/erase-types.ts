import MagicString from 'magic-string';
import {
  parseSync,
  type Comment,
  type MethodDefinition,
  type Node,
  type PropertyDefinition,
} from 'oxc-parser';
import { children } from '../repo/visit.js';

/**
 * Turns TypeScript into JavaScript by cutting out types; the rest stays, comments too. Only for our own
 * templates: throws for syntax that is more than types (enum, namespace, parameter property), and trusts
 * `import type`, which verbatimModuleSyntax enforces there.
 */
export function eraseTypes(text: string): string {
  const { program, comments, errors } = parseSync('template.ts', text, { preserveParens: false });
  if (errors.length > 0) throw new Error(`A template does not parse: ${errors[0]?.message ?? ''}`);
  const out = new MagicString(text);
  erase(program, { text, out, comments });
  return tidy(out.toString());
}

interface Work {
  readonly text: string;
  readonly out: MagicString;
  readonly comments: readonly Comment[];
}

function erase(node: Node, work: Work): void {
  const { out, text } = work;
  if (isTypeStatement(node)) return removeStatement(node, work);
  switch (node.type) {
    case 'TSEnumDeclaration':
    case 'TSModuleDeclaration':
    case 'TSParameterProperty':
    case 'TSImportEqualsDeclaration':
    case 'TSExportAssignment':
      throw new Error(`A template uses ${node.type}, which is more than a type.`);
    case 'TSTypeAnnotation':
    case 'TSTypeParameterDeclaration':
    case 'TSTypeParameterInstantiation':
      out.remove(node.start, node.end);
      return;
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
      erase(node.expression, work);
      out.remove(closing(text, node.expression.end), node.end);
      return;
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
      eraseSpecifiers(node, work);
      break;
    case 'ClassDeclaration':
    case 'ClassExpression':
      eraseHeritage(node, work);
      break;
    case 'PropertyDefinition':
    case 'MethodDefinition':
      eraseModifiers(node, work);
      break;
    case 'VariableDeclarator':
    case 'Identifier':
      eraseMark(node, work);
      break;
  }
  for (const child of children(node)) erase(child, work);
  eraseThis(node, work);
}

/** The end of the parentheses around an expression: `(await x) as T` keeps its `)`. */
function closing(text: string, end: number): number {
  const match = /^\s*\)/.exec(text.slice(end));
  const before = match === null ? undefined : end + match[0].length;
  return before !== undefined && /^\s*(as|satisfies)\b|^!/.test(text.slice(before)) ? before : end;
}

function isTypeStatement(node: Node): boolean {
  if (node.type === 'TSInterfaceDeclaration' || node.type === 'TSTypeAliasDeclaration') return true;
  if (node.type === 'TSDeclareFunction' || node.type === 'TSIndexSignature') return true;
  if (node.type === 'TSModuleDeclaration') return node.declare; // types that a module adds to another one
  if (node.type === 'ImportDeclaration') return node.importKind === 'type' || everyType(node.specifiers);
  if (node.type === 'ExportAllDeclaration') return node.exportKind === 'type';
  if (node.type === 'VariableDeclaration' || node.type === 'PropertyDefinition') return node.declare === true;
  if (node.type !== 'ExportNamedDeclaration') return false;
  return node.exportKind === 'type' || (node.declaration !== null && isTypeStatement(node.declaration));
}

const isType = (specifier: Node): boolean =>
  (specifier.type === 'ImportSpecifier' && specifier.importKind === 'type') ||
  (specifier.type === 'ExportSpecifier' && specifier.exportKind === 'type');

const everyType = (specifiers: readonly Node[]): boolean => specifiers.length > 0 && specifiers.every(isType);

/** Removes whole lines, with the comments directly above. */
function removeStatement(node: Node, { text, out, comments }: Work): void {
  let start = node.start;
  for (const comment of [...comments].reverse())
    if (
      comment.end <= start &&
      /^[ \t]*\r?\n?[ \t]*$/.test(text.slice(comment.end, start)) &&
      startsLine(text, comment.start)
    )
      start = comment.start;
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', node.end);
  const end = newline === -1 ? text.length : newline + 1;
  const whole = text.slice(line, start).trim() === '' && text.slice(node.end, end).trim() === '';
  out.remove(whole ? line : start, whole ? end : node.end);
}

const startsLine = (text: string, place: number): boolean =>
  text.slice(text.lastIndexOf('\n', place - 1) + 1, place).trim() === '';

function eraseSpecifiers(
  node: Node & { type: 'ImportDeclaration' | 'ExportNamedDeclaration' },
  { text, out }: Work,
): void {
  for (const specifier of node.specifiers as readonly Node[]) {
    if (!isType(specifier)) continue;
    const comma = /^\s*,\s?/.exec(text.slice(specifier.end));
    if (comma !== null) out.remove(specifier.start, specifier.end + comma[0].length);
    else out.remove(text.lastIndexOf(',', specifier.start), specifier.end);
  }
}

function eraseHeritage(
  node: Node & { type: 'ClassDeclaration' | 'ClassExpression' },
  { text, out }: Work,
): void {
  if (node.abstract) out.remove(node.start, text.indexOf('class', node.start));
  const first = node.implements?.[0];
  const last = node.implements?.at(-1);
  if (first !== undefined && last !== undefined)
    out.remove(text.lastIndexOf(' implements', first.start), last.end);
}

function eraseModifiers(node: PropertyDefinition | MethodDefinition, work: Work): void {
  const { text, out } = work;
  for (const match of text
    .slice(node.start, node.key.start)
    .matchAll(/\b(private|protected|public|readonly|override)\s+/g))
    out.remove(node.start + match.index, node.start + match.index + match[0].length);
  const mark = text[node.key.end];
  if (mark === '?' || mark === '!') out.remove(node.key.end, node.key.end + 1);
}

/** Removes the `?` of an optional parameter and the `!` of a definite variable. */
function eraseMark(node: Node, { text, out }: Work): void {
  const name = node.type === 'VariableDeclarator' ? node.id : node;
  if (name.type !== 'Identifier') return;
  const end = name.start + name.name.length;
  const mark = node.type === 'VariableDeclarator' ? '!' : '?';
  const marked =
    node.type === 'VariableDeclarator'
      ? node.definite === true
      : 'optional' in name && Boolean(name.optional);
  if (marked && text[end] === mark) out.remove(end, end + 1);
}

/** Removes a first parameter `this: T`, which is only a type. */
function eraseThis(node: Node, { text, out }: Work): void {
  if (node.type !== 'FunctionDeclaration' && node.type !== 'FunctionExpression') return;
  const [first, second] = node.params;
  if (first?.type === 'Identifier' && first.name === 'this')
    out.remove(first.start, second?.start ?? first.start + text.slice(first.start).indexOf(')'));
}

/** Removes blank lines at the start, and doubled ones. */
const tidy = (text: string): string => text.replace(/^\s*\n/, '').replace(/\n{3,}/g, '\n\n');
