import { parseSync, type Comment, type ModuleExportName, type Node } from 'oxc-parser';
import type { Import } from '../../define/code.js';
import { moduleNames } from '../module-names.js';
import { nameOf, type Program } from '../module-only.js';
import { declaredNames } from './declared-names.js';
import { refuseParts, templateAt } from './part-names.js';

/** A file of a group: the main or a part. */
export interface Member {
  readonly path: string;
  readonly text: string;
  readonly program: Program;
  readonly comments: readonly Comment[];
  /** What it takes from outside the group. */
  readonly imports: readonly Import[];
  /** What it takes from other members: to use it, or to hand it on. */
  readonly links: readonly Link[];
  /** The names that it declares at its top level. */
  readonly declared: ReadonlySet<string>;
  readonly exported: ReadonlySet<string>;
  /** Statements that the joined file does not have: all imports, and what links. */
  readonly dropped: readonly Node[];
}

export interface Link {
  readonly path: string;
  readonly names: readonly string[];
  readonly how: 'used' | 'handed on';
}

/** Reads a file of the group of `main`; refuses forms that cannot be joined. */
export function readMember(main: string, path: string, text: string, group: ReadonlySet<string>): Member {
  const { program, comments, errors } = parseSync('template.ts', text, { preserveParens: false });
  const refuse = (found: string): never => refuseParts(main, `${path} with ${found}`);
  if (errors[0] !== undefined) refuse(`a mistake of syntax: ${errors[0].message}`);
  const imports: Import[] = [];
  const links: Link[] = [];
  const exported: string[] = [];
  const dropped: Node[] = [];
  for (const statement of program.body) {
    const target = sourceOf(statement, path);
    const inside = target !== undefined && group.has(target);
    if (statement.type === 'ImportDeclaration') {
      if (statement.attributes.length > 0) refuse('an import that has attributes');
      if (statement.specifiers.length === 0) refuse('an import for its effects');
      dropped.push(statement);
      if (!inside) imports.push(...importsOf(statement));
      else
        links.push({
          path: target,
          how: 'used',
          names: statement.specifiers.map((one) => plain(one, refuse)),
        });
    } else if (statement.type === 'ExportNamedDeclaration') {
      if (inside) {
        if (path !== main) refuse(`an export from ${target}: only the main has these`);
        const names = statement.specifiers.map(({ local, exported: as }) => same(local, as, refuse));
        links.push({ path: target, how: 'handed on', names });
        dropped.push(statement);
      } else if (path !== main && statement.source !== null) refuse('an export from another module');
      else if (statement.declaration !== null) exported.push(...declaredNames(statement.declaration));
      else if (path !== main)
        exported.push(...statement.specifiers.map(({ local, exported: as }) => same(local, as, refuse)));
      else exported.push(...statement.specifiers.map((one) => nameOf(one.exported)));
    } else if (path !== main && unjoinable.has(statement.type)) refuse(statement.type);
  }
  const hidden = moduleNames(program).find(
    ({ module, literal }) =>
      group.has(templateAt(module, path) ?? '') &&
      !dropped.some(({ start, end }) => start < literal.start && literal.end <= end),
  );
  if (hidden !== undefined) refuse(`${hidden.module} in a place that is no import or list of exports`);
  return {
    ...{ path, text, program, comments, imports, links, dropped },
    declared: new Set(program.body.flatMap(declaredNames)),
    exported: new Set(exported),
  };
}

/** Forms that only the main may have. */
const unjoinable = new Set([
  'ExportDefaultDeclaration',
  'ExportAllDeclaration',
  'TSExportAssignment',
  'TSImportEqualsDeclaration',
  'TSNamespaceExportDeclaration',
]);

function sourceOf(statement: Node, path: string): string | undefined {
  const source = 'source' in statement ? statement.source : null;
  return source?.type === 'Literal' && typeof source.value === 'string'
    ? templateAt(source.value, path)
    : undefined;
}

type ImportStatement = Node & { type: 'ImportDeclaration' };
type Specifier = ImportStatement['specifiers'][number];

const importsOf = ({ source, importKind, specifiers }: ImportStatement): readonly Import[] =>
  specifiers.map((one) => {
    const name = importedName(one);
    const isType = importKind === 'type' || (one.type === 'ImportSpecifier' && one.importKind === 'type');
    return {
      from: source.value,
      name,
      kind: isType ? 'type' : 'value',
      ...(one.local.name !== name && { as: one.local.name }),
    };
  });

function importedName(one: Specifier): string {
  if (one.type === 'ImportSpecifier') return nameOf(one.imported);
  return one.type === 'ImportDefaultSpecifier' ? 'default' : '*';
}

type Refuse = (found: string) => never;

/** A name that keeps its name: in one file there is nothing to rename. */
function plain(one: Specifier, refuse: Refuse): string {
  const name = importedName(one);
  return name === one.local.name ? name : refuse(`${name} of its group as ${one.local.name}`);
}

function same(local: ModuleExportName, as: ModuleExportName, refuse: Refuse): string {
  const name = nameOf(local);
  return name === nameOf(as) ? name : refuse(`the export of ${name} as ${nameOf(as)}`);
}
