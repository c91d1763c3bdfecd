import MagicString from 'magic-string';
import { parseSync, type Node } from 'oxc-parser';
import { findAll } from '../repo/ast.js';

/**
 * Turns an ES module in JavaScript into CommonJS. Dynamic imports stay. Only for our own templates: throws
 * for what `require` cannot express (default exports, `export *`, import.meta, await at the top level).
 */
export function toCommonJs(text: string): string {
  const { program, errors } = parseSync('template.js', text, { sourceType: 'module', preserveParens: false });
  if (errors.length > 0) throw new Error(`A template does not parse: ${errors[0]?.message ?? ''}`);
  refuse(program);
  const out = new MagicString(text);
  const exported: string[] = [];
  for (const statement of program.body) {
    if (statement.type === 'ImportDeclaration')
      out.overwrite(statement.start, statement.end, requireOf(statement));
    if (statement.type === 'ExportNamedDeclaration') exportOf(statement, out, exported);
  }
  const body = `'use strict';\n\n${out.toString().trim()}\n`;
  return exported.length === 0 ? body : `${body}\n${exportsLine(exported)}\n`;
}

function refuse(program: Node & { type: 'Program' }): void {
  for (const statement of program.body)
    if (statement.type === 'ExportDefaultDeclaration' || statement.type === 'ExportAllDeclaration')
      throw new Error(`A template uses ${statement.type}, which has no CommonJS form here.`);
  const meta = findAll(program, (node): node is Node => node.type === 'MetaProperty');
  const waits = findAll(program, (node): node is Node => node.type === 'AwaitExpression').filter(
    ({ around }) => !around.some((outer) => outer.type.includes('Function')),
  );
  if (meta.length > 0 || waits.length > 0)
    throw new Error('A template uses import.meta or await at the top.');
}

function requireOf(statement: Node & { type: 'ImportDeclaration' }): string {
  const module = `require(${statement.source.raw ?? JSON.stringify(statement.source.value)})`;
  const whole = statement.specifiers.find((specifier) => specifier.type !== 'ImportSpecifier');
  const named = statement.specifiers.flatMap((specifier) => {
    if (specifier.type !== 'ImportSpecifier') return [];
    const name =
      specifier.imported.type === 'Identifier' ? specifier.imported.name : specifier.imported.value;
    return name === specifier.local.name ? [name] : [`${name}: ${specifier.local.name}`];
  });
  if (whole === undefined && named.length === 0) return `${module};`;
  const picked = `{ ${named.join(', ')} }`;
  if (whole === undefined) return `const ${picked} = ${module};`;
  const first = `const ${whole.local.name} = ${module};`;
  return named.length === 0 ? first : `${first}\nconst ${picked} = ${whole.local.name};`;
}

function exportOf(
  statement: Node & { type: 'ExportNamedDeclaration' },
  out: MagicString,
  exported: string[],
): void {
  const { declaration, source } = statement;
  if (declaration !== null) {
    out.remove(statement.start, declaration.start);
    if (declaration.type === 'VariableDeclaration' && declaration.kind !== 'const')
      throw new Error('A template exports a variable that may change, which has no CommonJS form here.');
    exported.push(...namesOf(declaration));
    return;
  }
  const pairs = statement.specifiers.map(({ local, exported: as }) => ({ local: text(local), as: text(as) }));
  if (source === null) out.remove(statement.start, statement.end);
  else
    out.overwrite(
      statement.start,
      statement.end,
      `const { ${pairs.map(({ local }) => local).join(', ')} } = require(${source.raw ?? ''});`,
    );
  exported.push(...pairs.map(({ local, as }) => (local === as ? local : `${as}: ${local}`)));
}

const text = (name: Node): string =>
  name.type === 'Identifier' ? name.name : name.type === 'Literal' ? String(name.value) : '';

function namesOf(declaration: Node): readonly string[] {
  if (declaration.type === 'VariableDeclaration')
    return declaration.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []));
  if (declaration.type !== 'FunctionDeclaration' && declaration.type !== 'ClassDeclaration') return [];
  return declaration.id === null ? [] : [declaration.id.name];
}

function exportsLine(names: readonly string[]): string {
  const line = `module.exports = { ${names.join(', ')} };`;
  return line.length <= 100 ? line : `module.exports = {\n${names.map((name) => `  ${name},\n`).join('')}};`;
}
