import MagicString from 'magic-string';
import {
  parseSync,
  type AccessorProperty,
  type Class,
  type Function as AnyFunction,
  type MethodDefinition,
  type Node,
  type PropertyDefinition,
} from 'oxc-parser';
import { children } from '../repo/visit.js';
import { keepsApart, tokenFrom, tokenUntil, type Commented } from './tokens.js';

/**
 * Turns TypeScript into JavaScript by cutting out types; the rest stays, comments too. Only for our own
 * templates: throws for syntax that is more than types (enum, namespace, parameter property), and trusts
 * `import type`, which verbatimModuleSyntax enforces there.
 */
export function eraseTypes(text: string): string {
  const { program, comments, errors } = parseSync('template.ts', text, { preserveParens: true });
  if (errors.length > 0) throw new Error(`A template does not parse: ${errors[0]?.message ?? ''}`);
  const out = new MagicString(text);
  erase(program, { text, out, comments });
  const js = tidy(out.toString());
  const wrong = parseSync('template.js', js, { sourceType: 'module' }).errors[0];
  if (wrong !== undefined) throw new Error(`A template is no JavaScript without types: ${wrong.message}`);
  return js;
}

interface Work extends Commented {
  readonly out: MagicString;
}

function erase(node: Node, work: Work): void {
  if (isTypeStatement(node)) return removeStatement(node, work);
  switch (node.type) {
    case 'TSTypeAnnotation':
    case 'TSTypeParameterDeclaration':
    case 'TSTypeParameterInstantiation':
      return cut(work, node.start, node.end);
    case 'TSClassImplements':
      return; // with the head of its class
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      erase(node.expression, work);
      if (keepsApart(work, node.end, '([`')) work.out.overwrite(node.expression.end, node.end, ';');
      else cut(work, node.expression.end, node.end);
      return;
    case 'TSNonNullExpression':
      erase(node.expression, work);
      return cut(work, node.expression.end, node.end);
    case 'TSInstantiationExpression':
      break;
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
      eraseSpecifiers(node, work);
      break;
    case 'ClassDeclaration':
    case 'ClassExpression':
      eraseHead(node, work);
      break;
    case 'PropertyDefinition':
    case 'AccessorProperty':
    case 'MethodDefinition':
      eraseModifiers(node, work);
      break;
    case 'VariableDeclarator':
    case 'Identifier':
    case 'ObjectPattern':
    case 'ArrayPattern':
      eraseMark(node, work);
      break;
    case 'ArrowFunctionExpression':
      eraseAroundParameters(node, work);
      break;
    case 'FunctionDeclaration':
    case 'FunctionExpression':
      eraseThis(node, work);
      break;
    default:
      if (node.type.startsWith('TS'))
        throw new Error(`A template uses ${node.type}, which is more than a type.`);
  }
  for (const child of children(node)) erase(child, work);
}

/** Removes a part; what was apart stays apart. */
function cut({ text, out }: Work, from: number, to: number): void {
  const isWord = (place: number): boolean => /[\w$\u0080-\uffff]/.test(text.charAt(place));
  if (isWord(from - 1) && isWord(to)) out.overwrite(from, to, ' ');
  else if (from < to) out.remove(from, to);
}

function isTypeStatement(node: Node): boolean {
  if ('declare' in node && node.declare === true) return true;
  switch (node.type) {
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSDeclareFunction':
    case 'TSIndexSignature':
    case 'TSAbstractPropertyDefinition':
    case 'TSAbstractMethodDefinition':
    case 'TSAbstractAccessorProperty':
      return true;
    case 'MethodDefinition':
      return node.value.type === 'TSEmptyBodyFunctionExpression';
    case 'ImportDeclaration':
      return node.importKind === 'type' || everyType(node.specifiers);
    case 'TSImportEqualsDeclaration':
      return node.importKind === 'type';
    case 'ExportAllDeclaration':
      return node.exportKind === 'type';
    case 'ExportDefaultDeclaration':
      return isTypeStatement(node.declaration);
    case 'ExportNamedDeclaration':
      if (node.declaration !== null) return isTypeStatement(node.declaration);
      return node.exportKind === 'type' || everyType(node.specifiers);
    default:
      return false;
  }
}

const isType = (specifier: Node): boolean =>
  (specifier.type === 'ImportSpecifier' && specifier.importKind === 'type') ||
  (specifier.type === 'ExportSpecifier' && specifier.exportKind === 'type');

const everyType = (specifiers: readonly Node[]): boolean => specifiers.length > 0 && specifiers.every(isType);

/** Removes whole lines, with the comments directly above. */
function removeStatement(node: Node, work: Work): void {
  const { text, out, comments } = work;
  if (keepsApart(work, node.end)) return void out.overwrite(node.start, node.end, ';');
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

/** Removes names that are types, each with the comma to the one that stays. */
function eraseSpecifiers(
  node: Node & { type: 'ImportDeclaration' | 'ExportNamedDeclaration' },
  work: Work,
): void {
  const specifiers: readonly Node[] = node.specifiers;
  const [whole] = specifiers.filter(({ type }) => type === 'ImportDefaultSpecifier');
  const named = specifiers.filter((specifier) => specifier !== whole);
  const last = named.at(-1);
  if (whole !== undefined && last !== undefined && everyType(named)) {
    const comma = tokenFrom(work, last.end);
    return cut(work, whole.end, (work.text[comma] === ',' ? tokenFrom(work, comma + 1) : comma) + 1);
  }
  for (const [index, specifier] of named.entries()) {
    if (!isType(specifier)) continue;
    const comma = tokenFrom(work, specifier.end);
    if (work.text[comma] !== ',') cut(work, named[index - 1]?.end ?? specifier.start, specifier.end);
    else cut(work, specifier.start, comma + (/\s/.test(work.text.charAt(comma + 1)) ? 2 : 1));
  }
}

function eraseHead(node: Class, work: Work): void {
  const start = Math.max(node.start, ...node.decorators.map(({ end }) => end));
  const word = tokenFrom(work, start);
  if (node.abstract) cut(work, word, tokenFrom(work, word + 'abstract'.length));
  const [first] = node.implements ?? [];
  if (first === undefined) return;
  const keyword = tokenUntil(work, first.start) - 'implements'.length;
  cut(work, tokenUntil(work, keyword), tokenUntil(work, node.body.start));
}

const modifiers = ['private', 'protected', 'public', 'readonly', 'override'];

function eraseModifiers(node: PropertyDefinition | AccessorProperty | MethodDefinition, work: Work): void {
  let at = tokenFrom(work, Math.max(node.start, ...node.decorators.map(({ end }) => end)));
  while (at < node.key.start) {
    const [word] = /^[a-z]+/.exec(work.text.slice(at)) ?? [];
    if (word === undefined) break;
    const next = tokenFrom(work, at + word.length);
    if (modifiers.includes(word)) cut(work, at, next);
    at = next;
  }
  const isMarked = node.optional === true || ('definite' in node && node.definite === true);
  if (!isMarked) return;
  const behind = tokenFrom(work, node.key.end);
  const mark = node.computed ? tokenFrom(work, behind + 1) : behind;
  cut(work, mark, mark + 1);
}

/** Removes the `?` of an optional parameter and the `!` of a definite variable. */
function eraseMark(
  node: Node & { type: 'VariableDeclarator' | 'Identifier' | 'ObjectPattern' | 'ArrayPattern' },
  work: Work,
): void {
  const [name, isMarked] =
    node.type === 'VariableDeclarator'
      ? [node.id, node.definite === true]
      : [node, 'optional' in node && Boolean(node.optional)];
  if (!isMarked) return;
  const annotation = 'typeAnnotation' in name ? name.typeAnnotation : null;
  const mark = tokenUntil(work, annotation?.start ?? name.end) - 1;
  cut(work, mark, mark + 1);
}

/** Nothing may break the line before the parameters of an arrow function, nor behind them. */
function eraseAroundParameters(
  { typeParameters, returnType }: Node & { type: 'ArrowFunctionExpression' },
  work: Work,
): void {
  if (typeParameters) cut(work, typeParameters.start, tokenFrom(work, typeParameters.end));
  if (returnType) cut(work, tokenUntil(work, returnType.start), returnType.end);
}

/** Removes a first parameter `this: T`, which is only a type. */
function eraseThis({ params }: AnyFunction, work: Work): void {
  const [first, second] = params;
  if (first?.type !== 'Identifier' || first.name !== 'this') return;
  const behind = tokenFrom(work, first.end);
  cut(work, first.start, second?.start ?? (work.text[behind] === ',' ? behind + 1 : first.end));
}

/** Removes blank lines at the start, and doubled ones. */
const tidy = (text: string): string => text.replace(/^\s*\n/, '').replace(/\n{3,}/g, '\n\n');
