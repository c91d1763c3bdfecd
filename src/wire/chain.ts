import type { Node } from 'oxc-parser';
import { findAll, isCall, memberName } from '../repo/ast.js';
import { eolOf } from '../repo/eol.js';
import { indentAt } from '../repo/habits.js';
import { inHabit } from './in-habit.js';
import type { Editing } from './editing.js';
import type { Site } from '../repo/frameworks/site.js';
import { freeName } from './free-name.js';

export type StatementsOf = (name: string) => {
  readonly before: readonly string[];
  readonly after: readonly string[];
};

/**
 * Splits a chain so that the app gets a name and its own statement: `return fw().use(a).listen(1)` becomes
 * `const app = fw(); <before> app.use(a); <after> return app.listen(1)`.
 */
export function splitChain(
  { source, text }: Editing,
  site: Site,
  statementsOf: StatementsOf,
  { creation, wrap }: { readonly creation: string; readonly wrap: (expression: string) => string },
): void {
  const statement = site.block[site.index];
  if (statement === undefined) return;
  const { end, tail, listen } = chainOf(site);
  const declared = tail === end ? declaredName(statement, site, end) : undefined;
  const name = declared ?? freeName(site, ['app', 'ownApp', 'securedApp']);
  const { before, after } = statementsOf(name);
  const indent = indentAt(source.text, statement.start);
  const code = (from: number, to: number): string => source.text.slice(from, to);
  const chain = code(site.value.end, tail);
  const exported = declared !== undefined && statement.type === 'ExportNamedDeclaration' ? 'export ' : '';
  const lines = [
    `${exported}const ${name} = ${creation};`,
    ...before,
    ...(chain === '' ? [] : [`${name}${chain};`]),
    ...after,
  ].map((line) => inHabit(source, line));
  const joined = lines.join(`${eolOf(source.text)}${indent}`);
  if (declared !== undefined) {
    text.overwrite(statement.start, statement.end, joined);
    return;
  }
  text.appendLeft(statement.start, `${joined}${eolOf(source.text)}${indent}`);
  const [open = '', close = ''] = listen === undefined ? [] : wrap('\0').split('\0');
  text.overwrite(site.value.start, tail, `${open}${name}`);
  if (listen !== undefined) text.appendRight(listen, close);
}

/** The end of the chain that starts at the app, and the start of its `.listen(...)`, if any. */
function chainOf({ source, call, value }: Site): { end: number; tail: number; listen: number | undefined } {
  const calls = findAll(source.program, isCall)
    .map(({ node }) => node)
    .filter((node) => node !== call && startsAt(node.callee, call) && node.end > value.end)
    .sort((a, b) => a.end - b.end);
  const end = calls.at(-1)?.end ?? value.end;
  const listen = calls.find((node) => memberName(node.callee) === 'listen');
  const before = listen?.callee.type === 'MemberExpression' ? listen.callee.object.end : end;
  return { end, tail: before, listen: listen?.end };
}

function startsAt(node: Node, call: Node): boolean {
  if (node === call) return true;
  if (node.type === 'MemberExpression') return startsAt(node.object, call);
  return isCall(node) && startsAt(node.callee, call);
}

/** The name in `const name = <chain>`, if the statement declares nothing else. */
function declaredName(statement: Node, site: Site, end: number): string | undefined {
  const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  if (declaration?.type !== 'VariableDeclaration' || declaration.declarations.length !== 1) return undefined;
  const { id, init } = declaration.declarations[0] ?? {};
  return id?.type === 'Identifier' && init?.start === site.value.start && init.end === end
    ? id.name
    : undefined;
}
