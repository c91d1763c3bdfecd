import MagicString from 'magic-string';
import { parseSync, type Node } from 'oxc-parser';
import { findAll } from '../repo/ast.js';
import { boundNames } from './bound-names.js';
import { nameOf, refuseModuleOnly, wrapperNames, type Program } from './module-only.js';
import { keepsApart, type Commented } from './tokens.js';

/**
 * Turns an ES module in JavaScript into CommonJS. Dynamic imports stay. Only for our own templates: throws for
 * what `require` cannot express.
 */
export function toCommonJs(text: string): string {
  const options = { sourceType: 'module', preserveParens: false } as const;
  const { program, comments, errors } = parseSync('template.js', text, options);
  if (errors.length > 0) throw new Error(`A template does not parse: ${errors[0]?.message ?? ''}`);
  refuseModuleOnly(program);
  const out = new MagicString(text);
  const work = { code: { text, comments }, out, given: namesIn(program) };
  const exported: string[] = [];
  const code = program.body.find((statement) => !loads(statement));
  for (const statement of program.body) {
    if (statement.type === 'ExportNamedDeclaration') exported.push(...exportOf(statement, work));
    if (statement.type === 'ImportDeclaration')
      out.overwrite(statement.start, statement.end, requireOf(statement, text));
    if (code !== undefined && code.start < statement.start && loads(statement)) {
      out.appendLeft(statement.end, '\n');
      out.move(statement.start, statement.end, code.start);
    }
  }
  const body = `'use strict';\n\n${out.toString().trim()}\n`;
  return exported.length === 0 ? body : `${body}\n${exportsLine(exported)}\n`;
}

type Import = Node & { type: 'ImportDeclaration' };
type Export = Node & { type: 'ExportNamedDeclaration' };

interface Work {
  readonly code: Commented;
  readonly out: MagicString;
  /** Names that a re-export cannot use for itself. */
  readonly given: Set<string>;
}

/** All names in the module, but for those that it only passes on. */
function namesIn(program: Program): Set<string> {
  const names = program.body
    .filter((statement) => statement.type !== 'ExportNamedDeclaration' || statement.source === null)
    .flatMap((statement) =>
      findAll(statement, (node): node is Node & { type: 'Identifier' } => node.type === 'Identifier'),
    );
  return new Set([...wrapperNames, ...names.map(({ node }) => node.name)]);
}

/** Whether it loads another module, which an ES module does before its own code, wherever that stands. */
const loads = (statement: Node): boolean =>
  statement.type === 'ImportDeclaration' ||
  (statement.type === 'ExportNamedDeclaration' && statement.source !== null);

function requireOf({ source, specifiers }: Import, text: string): string {
  return requireNames(
    text.slice(source.start, source.end),
    specifiers.map((specifier) => ({
      name: specifier.type === 'ImportSpecifier' ? nameOf(specifier.imported) : 'default',
      local: specifier.local.name,
    })),
  );
}

/** What a CommonJS module exports is its default, and it is the whole of it. */
function requireNames(
  source: string,
  names: readonly { readonly name: string; readonly local: string }[],
): string {
  const module = `require(${source})`;
  const [first, ...more] = names.filter(({ name }) => name === 'default').map(({ local }) => local);
  const picked = names.filter(({ name }) => name !== 'default').map(({ name, local }) => entry(name, local));
  if (names.length === 0) return `${module};`;
  return [
    ...(first === undefined ? [] : [`const ${first} = ${module};`]),
    ...more.map((local) => `const ${local} = ${first ?? ''};`),
    ...(picked.length === 0 ? [] : [`const { ${picked.join(', ')} } = ${first ?? module};`]),
  ].join('\n');
}

/** Rewrites an export; returns the entries of module.exports. */
function exportOf(statement: Export, { code, out, given }: Work): readonly string[] {
  const { start, end, declaration, source, specifiers } = statement;
  if (declaration !== null) {
    out.remove(start, declaration.start);
    return boundNames(declaration).map((name) => entry(name, name));
  }
  const pairs = specifiers.map(({ local, exported }) => ({ name: nameOf(local), as: nameOf(exported) }));
  if (source === null) {
    if (keepsApart(code, end)) out.overwrite(start, end, ';');
    else out.remove(start, end);
    return pairs.map(({ name, as }) => entry(as, name));
  }
  const locals = new Map<string, string>();
  for (const { name } of pairs) locals.set(name, locals.get(name) ?? freeLocal(name, given));
  const names = [...locals].map(([name, local]) => ({ name, local }));
  out.overwrite(start, end, requireNames(code.text.slice(source.start, source.end), names));
  return pairs.map(({ name, as }) => entry(as, locals.get(name) ?? name));
}

/** A name for what a re-export takes: its own, if a variable may have it and none has. */
function freeLocal(name: string, given: Set<string>): string {
  let local = name;
  while (given.has(local) || !isVariable(local)) local = `_${local.replace(/[^\w$]/g, '_')}`;
  given.add(local);
  return local;
}

function isVariable(name: string): boolean {
  const options = { sourceType: 'module', showSemanticErrors: true } as const;
  const { program, errors } = parseSync('name.js', `const ${name} = 0;`, options);
  return errors.length === 0 && program.body.flatMap(boundNames).join() === name;
}

/** An entry of an object or of a pattern. */
function entry(key: string, local: string): string {
  if (key === local) return key;
  if (key === '__proto__') return `['${key}']: ${local}`; // without brackets it is no entry
  return `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key)}: ${local}`;
}

function exportsLine(names: readonly string[]): string {
  const line = `module.exports = { ${names.join(', ')} };`;
  return line.length <= 100 ? line : `module.exports = {\n${names.map((name) => `  ${name},\n`).join('')}};`;
}
