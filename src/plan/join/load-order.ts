import type { Node } from 'oxc-parser';
import { isFunction, type NodeWithAncestors } from '../../repo/ast.js';
import { declaredNames } from './declared-names.js';
import { usesIn } from './names-used.js';
import type { Member } from './read-member.js';

/**
 * The members as they stand in the joined file: the main first, but behind what it needs while the module loads. As
 * modules of their own they would load in this order too; a constant cannot be read before its line.
 */
export function inLoadOrder(members: readonly Member[]): readonly Member[] {
  const all = members.flatMap(({ program }) => program.body);
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
    for (const name of neededNames(member, all)) {
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

/** The values that a member may read while it loads: its own uses, and those of what it may call. */
function neededNames({ program }: Member, all: readonly Node[]): ReadonlySet<string> {
  const needed = new Set(
    program.body.flatMap((statement) => valuesIn(statement).filter(isAtLoad)).map(nameOfUse),
  );
  for (const name of needed)
    for (const statement of all)
      if (declaredNames(statement).includes(name))
        for (const use of valuesIn(statement)) needed.add(nameOfUse(use));
  return needed;
}

type Use = ReturnType<typeof usesIn>[number];

const nameOfUse = ({ node }: Use): string => node.name;

/** What a statement uses of others as values. */
function valuesIn(statement: Node): readonly Use[] {
  const own = declaredNames(statement);
  return statement.type === 'ImportDeclaration'
    ? []
    : usesIn(statement).filter(({ node, around }) => !own.includes(node.name) && !around.some(isOfTypes));
}

const isOfTypes = ({ type }: Node): boolean =>
  type === 'TSTypeAnnotation' ||
  type === 'TSTypeReference' ||
  type === 'TSTypeQuery' ||
  type === 'TSTypeParameterInstantiation' ||
  type === 'TSTypeAliasDeclaration' ||
  type === 'TSInterfaceDeclaration';

/** Whether no function is around a use that might be called later only. What a call gets, it may call at once. */
const isAtLoad = ({ around }: NodeWithAncestors): boolean =>
  around.every((node, index) => {
    const outer = around[index + 1]?.type;
    if (node.type === 'PropertyDefinition') return node.static;
    return !isFunction(node) || outer === 'CallExpression' || outer === 'NewExpression';
  });
