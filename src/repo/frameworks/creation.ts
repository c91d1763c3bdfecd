import type { Node } from 'oxc-parser';
import { bare, findAll, isFunction, memberName, pathText, type NodeWithAncestors } from '../ast.js';
import type { Source } from '../source.js';
import type { Creation, Site } from './site.js';

/**
 * Describes where an app is created: the expression, its name, its statement and the shape of the code.
 *
 * `passes` lists methods that return the app itself and only change its type:
 * `fastify().withTypeProvider<T>()`.
 */
export function siteOf(
  source: Source,
  { node: call, around: all }: NodeWithAncestors<Creation>,
  passes: ReadonlySet<string> = new Set(),
): Site {
  const wrappers = wrappersOf(all, passes);
  const around = all.slice(wrappers);
  const { scope, ...place } = blockAround(source, all);
  const nowhere = { scope: undefined, maker: undefined };
  const outside = { source, call, value: all[wrappers - 1] ?? call, ...place, ...nowhere };
  if (around[0]?.type === 'MemberExpression' && isFluent(around))
    return { ...outside, shape: 'chain', expression: nameGiven(around) };
  const expression = direct(around) ? nameGiven(around) : '';
  if (expression === '') return { ...outside, shape: 'unnamed', expression };
  if (expression.startsWith('this.')) return { ...outside, shape: 'class', expression };
  const statement = place.block[place.index];
  if (scope === undefined) {
    const own = isOwnStatement(statement, expression) && declaredOnce(source, expression);
    return { ...outside, shape: own ? 'plain' : 'nested', expression };
  }
  if (!isConstant(statement, expression, scope)) return { ...outside, shape: 'nested', expression };
  return { ...outside, shape: 'block', expression, scope, maker: makerOf(all, scope, expression) };
}

/** The number of ancestors that only pass the value on. */
function wrappersOf(around: readonly Node[], passes: ReadonlySet<string>): number {
  let count = 0;
  for (let node = around[count]; node !== undefined; node = around[count]) {
    if (node.type === 'AwaitExpression' || bare(node) !== node) count += 1;
    else if (passes.has(memberName(node) ?? '') && around[count + 1]?.type === 'CallExpression') count += 2;
    else break;
  }
  return count;
}

/** The innermost list of statements around a node, and the statement that contains it. */
function blockAround(
  source: Source,
  around: readonly Node[],
): { block: readonly Node[]; index: number; scope: Node | undefined } {
  for (const [place, node] of around.entries()) {
    if (node.type !== 'BlockStatement' && node.type !== 'Program') continue;
    const inner = around[place - 1];
    return {
      block: node.body,
      index: node.body.findIndex((statement) => statement === inner),
      scope: node.type === 'Program' ? undefined : node,
    };
  }
  return { block: source.program.body, index: 0, scope: undefined };
}

const isFluent = (around: readonly Node[]): boolean =>
  around.some(
    (node, place) => node.type === 'MemberExpression' && around[place + 1]?.type === 'CallExpression',
  );

/** Whether only declarations, assignments and type syntax are between the call and its statement. */
function direct(around: readonly Node[]): boolean {
  for (const node of around) {
    if (node.type === 'VariableDeclarator') return true;
    if (node.type === 'PropertyDefinition') return true;
    if (node.type === 'ExpressionStatement') return true;
    if (node.type !== 'AssignmentExpression' && bare(node) === node) return false;
  }
  return false;
}

/** The name that a value is declared as, or assigned to. */
export function nameGiven(around: readonly Node[]): string {
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

/** Whether the statement declares this name (alone or in a list) or assigns it. */
function isOwnStatement(statement: Node | undefined, name: string): boolean {
  const inner =
    statement?.type === 'ExportNamedDeclaration' ? (statement.declaration ?? statement) : statement;
  if (inner?.type === 'VariableDeclaration')
    return inner.declarations.some(({ id }) => id.type === 'Identifier' && id.name === name);
  return inner?.type === 'ExpressionStatement' && inner.expression.type === 'AssignmentExpression';
}

/** Whether a name is declared once and never assigned again, so that it means this app in the whole module. */
function declaredOnce(source: Source, name: string): boolean {
  const declared = findAll(source.program, (node): node is Node => binds(node, name));
  const initial = declared.filter(({ node }) => node.type === 'VariableDeclarator' && node.init !== null);
  return declared.length === 1 && initial.length + written(source.program, name) === 1;
}

const written = (within: Node, name: string): number =>
  findAll(
    within,
    (node): node is Node => node.type === 'AssignmentExpression' && pathText(node.left) === name,
  ).length;

/**
 * Whether a `const`, or a `let` that never changes, holds the value up to the end of its block. `var` is not
 * limited to it.
 */
function isConstant(statement: Node | undefined, name: string, scope: Node): boolean {
  if (statement?.type !== 'VariableDeclaration' || statement.kind === 'var') return false;
  return isOwnStatement(statement, name) && written(scope, name) === 0;
}

/** The function with this body, if it returns the app directly. */
function makerOf(around: readonly Node[], scope: Node, name: string): Node | undefined {
  const maker = around[around.indexOf(scope) + 1];
  if (maker === undefined || !isFunction(maker) || scope.type !== 'BlockStatement') return undefined;
  const returns = scope.body.some(
    (statement) =>
      statement.type === 'ReturnStatement' &&
      statement.argument !== null &&
      pathText(bare(statement.argument)) === name,
  );
  return returns ? maker : undefined;
}

/** Whether a node binds this name: as a declaration, a function's own name or a parameter. */
export function binds(node: Node, name: string): boolean {
  const isName = (target: Node | null | undefined): boolean =>
    target?.type === 'Identifier' && target.name === name;
  if (node.type === 'VariableDeclarator') return isName(node.id);
  if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') return isName(node.id);
  return node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'
    ? node.params.some(isName)
    : false;
}
