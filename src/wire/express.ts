import type { CallExpression, Node } from 'oxc-parser';
import {
  bare,
  calleeName,
  findAll,
  isCall,
  isFunction,
  memberName,
  pathText,
  required,
  some,
  type Found,
} from '../repo/ast.js';
import { bindingsOf, isWhole } from '../repo/bindings.js';
import type { Source } from '../repo/source.js';
import type { Listener, Site } from './site.js';

/** Reads Express: where apps are created, what registers on them, and where they listen. */

export const packageName = 'express';

/** Every app that a file creates. */
export function sitesOf(source: Source): readonly Site[] {
  const names = new Set(
    bindingsOf(source)
      .filter((binding) => binding.module === packageName && isWhole(binding))
      .map(({ local }) => local),
  );
  return findAll(source.program, isCall)
    .filter(({ node }) => creates(node, names))
    .map((found) => siteOf(source, found));
}

function creates(call: CallExpression, names: ReadonlySet<string>): boolean {
  const callee = bare(call.callee);
  return callee.type === 'Identifier' ? names.has(callee.name) : required(callee) === packageName;
}

function siteOf(source: Source, { node: call, around }: Found<CallExpression>): Site {
  const place = blockAround(source, around);
  const holder = around.find((node) => bare(node) === node);
  const outside = { source, call, ...place };
  if (holder?.type === 'MemberExpression' && isFluent(around))
    return { ...outside, shape: 'chain', expression: nameOf(around) };
  const expression = direct(around) ? nameOf(around) : '';
  if (expression === '') return { ...outside, shape: 'unnamed', expression };
  if (expression.startsWith('this.')) return { ...outside, shape: 'class', expression };
  const top = place.block === source.program.body && isOwnStatement(place.block[place.index], expression);
  return { ...outside, shape: top && declaredOnce(source, expression) ? 'plain' : 'nested', expression };
}

/** The innermost list of statements around a node, and which of them holds it. */
function blockAround(source: Source, around: readonly Node[]): { block: readonly Node[]; index: number } {
  for (const [place, node] of around.entries()) {
    if (node.type !== 'BlockStatement' && node.type !== 'Program') continue;
    const inner = around[place - 1];
    return { block: node.body, index: node.body.findIndex((statement) => statement === inner) };
  }
  return { block: source.program.body, index: 0 };
}

const isFluent = (around: readonly Node[]): boolean =>
  around.some(
    (node, place) => node.type === 'MemberExpression' && around[place + 1]?.type === 'CallExpression',
  );

/** Whether nothing but declarations, assignments and type syntax stands between the call and its statement. */
function direct(around: readonly Node[]): boolean {
  for (const node of around) {
    if (node.type === 'VariableDeclarator') return true;
    if (node.type === 'PropertyDefinition') return true;
    if (node.type === 'ExpressionStatement') return true;
    if (node.type !== 'AssignmentExpression' && bare(node) === node) return false;
  }
  return false;
}

/** The name that the value gets: of its declaration, or of what it is assigned to. */
function nameOf(around: readonly Node[]): string {
  let name = '';
  for (const node of around) {
    if (isFunction(node)) break;
    if (node.type === 'VariableDeclarator') return node.id.type === 'Identifier' ? node.id.name : '';
    if (node.type === 'PropertyDefinition')
      return node.key.type === 'Identifier' ? `this.${node.key.name}` : '';
    if (node.type === 'AssignmentExpression' && name === '') {
      const target = pathText(node.left) ?? '';
      if (!target.startsWith('module.') && !target.startsWith('exports.')) name = target;
    }
  }
  return name;
}

/** The statement declares this name (alone or in a list), or assigns it. */
function isOwnStatement(statement: Node | undefined, name: string): boolean {
  const inner =
    statement?.type === 'ExportNamedDeclaration' ? (statement.declaration ?? statement) : statement;
  if (inner?.type === 'VariableDeclaration')
    return inner.declarations.some(({ id }) => id.type === 'Identifier' && id.name === name);
  return inner?.type === 'ExpressionStatement' && inner.expression.type === 'AssignmentExpression';
}

/** One declaration and no second value, so that the name means this app everywhere in the module. */
function declaredOnce(source: Source, name: string): boolean {
  const declared = findAll(source.program, (node): node is Node => binds(node, name));
  const written = findAll(
    source.program,
    (node): node is Node => node.type === 'AssignmentExpression' && pathText(node.left) === name,
  );
  const initial = declared.filter(({ node }) => node.type === 'VariableDeclarator' && node.init !== null);
  return declared.length === 1 && initial.length + written.length === 1;
}

function binds(node: Node, name: string): boolean {
  const isName = (target: Node | null | undefined): boolean =>
    target?.type === 'Identifier' && target.name === name;
  if (node.type === 'VariableDeclarator') return isName(node.id);
  if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') return isName(node.id);
  return node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'
    ? node.params.some(isName)
    : false;
}

const registering = new Set([
  'use',
  'all',
  'route',
  'param',
  'get',
  'post',
  'put',
  'patch',
  'delete',
  'head',
  'options',
]);

/**
 * A call that mounts something on the app: `app.use(x)`, `app.get('/x', f)` (not the setting `app.get('x')`), or hands the app
 * to code that may. `own` names the calls that are ours.
 */
export function registers(call: CallExpression, app: string, own: ReadonlySet<string>): boolean {
  const callee = bare(call.callee);
  if (callee.type === 'Identifier' && own.has(callee.name)) return false;
  if (callee.type === 'MemberExpression' && rootOf(callee, app)) {
    const name = memberName(callee) ?? '';
    return registering.has(name) && !(name === 'get' && call.arguments.length === 1);
  }
  if (calleeName(call) === 'createServer') return false;
  return call.arguments.some((argument) => handsOver(argument, app));
}

/** `app` itself, or a call chain that starts at it: `app.use(a).use(b)`, `app.route('/x').get(f)`. */
function rootOf(member: Node, app: string): boolean {
  if (member.type !== 'MemberExpression') return false;
  const object = bare(member.object);
  if (pathText(object) === app) return true;
  return isCall(object) && rootOf(bare(object.callee), app);
}

const handsOver = (argument: Node, app: string): boolean =>
  pathText(argument) === app ||
  (argument.type === 'ObjectExpression' &&
    argument.properties.some((property) => property.type === 'Property' && pathText(property.value) === app));

/** Whether a statement, or anything in it, registers on the app. */
export const holdsRegistration = (statement: Node, app: string, own: ReadonlySet<string>): boolean =>
  some(statement, (node) => isCall(node) && registers(node, app, own));

/** Registrations inside functions that are no handlers: their moment cannot be read from the text. */
export function lateRegistrations(
  source: Source,
  app: string,
  own: ReadonlySet<string>,
): readonly Found<CallExpression>[] {
  return findAll(source.program, isCall).filter(
    ({ node, around }) =>
      registers(node, app, own) &&
      around.some((outer, place) => isFunction(outer) && !runsAtOnce(around[place + 1])) &&
      !around.some((outer) => isCall(outer) && registers(outer, app, own)),
  );
}

/** `list.forEach(f)` and `list.map(f)` call f before they return. */
const runsAtOnce = (outer: Node | undefined): boolean =>
  outer !== undefined && isCall(outer) && ['forEach', 'map'].includes(memberName(outer.callee) ?? '');

/** The calls of a file that make the app listen, or make its server. */
export function listenersOf(source: Source, app: string): readonly Listener[] {
  return findAll(source.program, isCall).flatMap((call): readonly Listener[] => {
    if (shadowed(call.around, app)) return [];
    const callee = bare(call.node.callee);
    const isListen = memberName(callee) === 'listen' && callee.type === 'MemberExpression';
    if (isListen && pathText(bare(callee.object)) === app)
      return [{ source, call, expression: app, kind: 'listen' }];
    const name = calleeName(call.node);
    const makes = name === 'createServer' || name === 'createSecureServer';
    return makes && call.node.arguments.some((argument) => pathText(argument) === app)
      ? [{ source, call, expression: app, kind: 'create' }]
      : [];
  });
}

/** Whether a function around declares the same name again. */
function shadowed(around: readonly Node[], app: string): boolean {
  return around.some(
    (node) =>
      (isFunction(node) && binds(node, app) && node.type !== 'FunctionDeclaration') ||
      (node.type === 'FunctionDeclaration' &&
        node.params.some((param) => param.type === 'Identifier' && param.name === app)),
  );
}

/** Whether a file calls `.listen` at all: a made server that never listens proves nothing. */
export const listens = (source: Source): boolean =>
  some(source.program, (node) => isCall(node) && memberName(bare(node.callee)) === 'listen');

/** The handler is an error handler by its four parameters: Express knows them by that. */
export const takesErrors = (node: Node): boolean =>
  (node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression') &&
  node.params.length === 4;
