import type { Node } from 'oxc-parser';
import { isFunction, type NodeWithAncestors } from '../../repo/ast.js';
import { declaredNames } from './declared-names.js';
import { usesIn, type Identifier } from './names-used.js';
import type { Member } from './read-member.js';

/**
 * The members as they stand in the joined file: the main first, but behind what it needs while the module loads. As
 * modules of their own they would load in this order too; a constant cannot be read before its line.
 */
export function inLoadOrder(members: readonly Member[]): readonly Member[] {
  const functions = new Map(members.flatMap(({ program }) => program.body.flatMap(functionsOf)));
  const homes = new Map(
    members.flatMap((member) =>
      member.program.body.flatMap(fixedNames).map((name) => [name, member] as const),
    ),
  );
  const ordered = new Set<Member>();
  const open = new Set<Member>();
  const place = (member: Member): void => {
    if (open.has(member)) return;
    open.add(member);
    for (const name of neededNames(member, functions)) {
      const home = homes.get(name);
      if (home !== undefined) place(home);
    }
    ordered.add(member);
  };
  members.forEach(place);
  return [...ordered];
}

/** Names that have no value before their statement: of variables and classes, not of functions. */
const fixedNames = (statement: Node): readonly string[] => {
  const inner = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  if (inner === null) return [];
  return ['VariableDeclaration', 'ClassDeclaration', 'TSEnumDeclaration'].includes(inner.type)
    ? declaredNames(inner)
    : [];
};

/** The names that a member may read while it loads, also by functions that it calls then. */
function neededNames({ program }: Member, functions: ReadonlyMap<string, Node>): ReadonlySet<string> {
  const needed = new Set<string>();
  const entered = new Set<string>();
  const open = [...program.body] as Node[];
  for (const part of open)
    for (const use of usesIn(part).filter(isAtOnce)) {
      const { name } = use.node;
      needed.add(name);
      const called = functions.get(name);
      if (called === undefined || entered.has(name) || isOnlyGiven(use)) continue;
      entered.add(name);
      open.push(called);
    }
  return needed;
}

/** The functions of a statement by name, as the code inside them. */
function functionsOf(statement: Node): readonly (readonly [string, Node])[] {
  const inner = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  if (inner?.type === 'FunctionDeclaration' && inner.id !== null && inner.body !== null)
    return [[inner.id.name, inner.body]];
  if (inner?.type !== 'VariableDeclaration') return [];
  return inner.declarations.flatMap(({ id, init }) =>
    id.type === 'Identifier' &&
    (init?.type === 'ArrowFunctionExpression' || init?.type === 'FunctionExpression')
      ? [[id.name, init.body ?? init] as const]
      : [],
  );
}

type Use = NodeWithAncestors<Identifier>;

/** Whether a use is a value that is read when the code around it runs, not when a function in it is called. */
const isAtOnce = ({ around }: Use): boolean =>
  around.every((node, index) => {
    if (node.type === 'ExportSpecifier' || ofTypes.has(node.type)) return false;
    if (node.type === 'PropertyDefinition') return node.static;
    return !isFunction(node) || isRun(node, around[index + 1]);
  });

const ofTypes = new Set([
  'TSTypeAnnotation',
  'TSTypeReference',
  'TSTypeQuery',
  'TSTypeParameterInstantiation',
  'TSTypeAliasDeclaration',
  'TSInterfaceDeclaration',
]);

/** `(() => 1)()`, `list.map(() => 1)` and `new X(() => 1)` run what they are given; `plugin(() => 1)` keeps it. */
function isRun(node: Node, outer: Node | undefined): boolean {
  if (outer?.type === 'NewExpression') return true;
  return (
    outer?.type === 'CallExpression' && (outer.callee === node || outer.callee.type === 'MemberExpression')
  );
}

/** The `handler` of `plugin(handler)`. */
const isOnlyGiven = ({ node, around: [outer] }: Use): boolean =>
  outer?.type === 'CallExpression' && outer.callee !== node && outer.callee.type !== 'MemberExpression';
